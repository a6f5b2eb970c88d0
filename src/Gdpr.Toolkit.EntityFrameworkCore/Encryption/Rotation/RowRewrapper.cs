namespace Gdpr.Toolkit.Encryption;

/// <summary>Wraps the rows of a key store under the active epoch, batch by batch, against the row as it was read. Not thread-safe.</summary>
internal sealed class RowRewrapper(IKeyStoreSession store, Realm realm, KeyRotationOptions options, TimeProvider time)
{
    public long Rewrapped { get; private set; }

    /// <summary>Gets how many rows the last pass has met that this library did not write.</summary>
    public long Refused { get; private set; }

    /// <summary>Goes over all rows until a pass finds nothing to do: rows are added and committed in another order meanwhile.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long before;
        do
        {
            before = Rewrapped;
            Refused = 0;
            await RewrapRootsAsync(cancellationToken).ConfigureAwait(false);
            await RewrapKeysAsync(cancellationToken).ConfigureAwait(false);
        }
        while (Rewrapped > before);
    }

    private async Task RewrapRootsAsync(CancellationToken cancellationToken)
    {
        var roots = await store.RootsAsync(async: true, cancellationToken).ConfigureAwait(false);
        var changes = new KeyStoreChanges { Roots = [.. roots.Where(row => row.WrapEpoch < realm.Epoch).Select(realm.Rewrap)] };
        if (!changes.IsEmpty && await store.TryApplyAsync(changes, async: true, cancellationToken).ConfigureAwait(false))
        {
            Rewrapped += changes.Roots.Count;
        }
    }

    private async Task RewrapKeysAsync(CancellationToken cancellationToken)
    {
        for (var position = 0L; ;)
        {
            var page = await store.PageAsync(position, options.BatchSize, async: true, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                return;
            }

            position = page[^1].Position;
            await RewrapAsync(page, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RewrapAsync(IReadOnlyList<KeyRow> page, CancellationToken cancellationToken)
    {
        var changes = page.Where(IsOld).Select(TryRewrap).OfType<Changed<KeyRow>>().ToList();
        if (changes.Count == 0 || await TryApplyAsync(changes, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // Somebody has changed one of them: that one is left to its new state, the others go on alone.
        foreach (var kid in changes.Select(change => KeyId.From(change.Row.Kid)))
        {
            var rows = await store.FindAsync([kid], async: true, cancellationToken).ConfigureAwait(false);
            if (rows.Where(IsOld).Select(TryRewrap).OfType<Changed<KeyRow>>().SingleOrDefault() is { } change)
            {
                await TryApplyAsync([change], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> TryApplyAsync(List<Changed<KeyRow>> changes, CancellationToken cancellationToken)
    {
        if (!await store.TryApplyAsync(new KeyStoreChanges { Keys = changes }, async: true, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        Rewrapped += changes.Count;
        return true;
    }

    // A key that is about to be bound to its person is left to the save that made it: it would have to begin anew.
    private bool IsOld(KeyRow row) => row.WrapEpoch < realm.Epoch && (row.State != KeyState.Provisional || IsSettled(row));

    private bool IsSettled(KeyRow row)
        => DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt) + options.MaximumTransactionAge <= time.GetUtcNow();

    private Changed<KeyRow>? TryRewrap(KeyRow row)
    {
        try
        {
            return realm.Rewrap(row);
        }
        catch (PersonalDataProtectionException)
        {
            // Not ours: counted, reported, and kept from being wrapped under a good key.
            Refused++;
            return null;
        }
    }
}
