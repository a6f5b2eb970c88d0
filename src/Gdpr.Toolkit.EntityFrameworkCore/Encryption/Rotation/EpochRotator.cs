using Gdpr.Toolkit.Infrastructure.Internal;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Rotates the epochs of one key store. Every step is one transaction, and looks at what is there before it.</summary>
internal sealed class EpochRotator(GdprRuntime runtime, IKeyStoreSession store, object database)
{
    private const int Attempts = 8;

    private readonly RealmFactory _factory = runtime.RealmFactory;
    private readonly KeyRotationOptions _options = runtime.Options.KeyRotation;

    /// <param name="begin">Whether to begin a rotation where none is under way.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    public async Task<RealmRotation?> RunAsync(bool begin, CancellationToken cancellationToken)
    {
        var epochs = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (epochs.Count == 0)
        {
            return null;
        }

        if (begin && !epochs.Any(IsRetired))
        {
            // Where somebody else was first, theirs is gone on with.
            var changes = await _factory.AddEpochAsync(epochs, cancellationToken).ConfigureAwait(false);
            await store.TryApplyAsync(changes, async: true, cancellationToken).ConfigureAwait(false);
        }

        var realm = await FollowAsync(cancellationToken).ConfigureAwait(false);
        var rows = new RowRewrapper(store, realm, _options, runtime.Time);
        if ((await ReadAsync(cancellationToken).ConfigureAwait(false)).Any(IsRetired))
        {
            await rows.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        var secretDestroyed = await DestroyAsync(cancellationToken).ConfigureAwait(false);
        var left = await ProgressAsync(cancellationToken).ConfigureAwait(false);
        var waiting = left.Where(epoch => epoch.DestroyableFrom is not null).ToList();
        return new RealmRotation
        {
            Epoch = left[^1].Epoch,
            Rewrapped = rows.Rewrapped,
            Remaining = waiting.Sum(epoch => epoch.Rows),
            Refused = rows.Refused,
            IsComplete = waiting.Count == 0,
            ContinueFrom = waiting.Max(epoch => epoch.DestroyableFrom),
            BackupsReached = secretDestroyed && waiting.Count == 0,
        };
    }

    public async Task<int> RewrapEpochsAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var epochs = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (epochs.Count == 0)
            {
                return 0;
            }

            var changes = await _factory.RewrapEpochsAsync(epochs, cancellationToken).ConfigureAwait(false);
            if (await store.TryApplyAsync(changes, async: true, cancellationToken).ConfigureAwait(false))
            {
                return changes.Epochs.Count;
            }
        }

        throw KeyStoreErrors.Contended();
    }

    public async Task<IReadOnlyList<EpochProgress>> ProgressAsync(CancellationToken cancellationToken)
    {
        var epochs = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var counts = await store.CountByEpochAsync(async: true, cancellationToken).ConfigureAwait(false);
        var progress = new List<EpochProgress>();
        foreach (var row in epochs)
        {
            progress.Add(new EpochProgress
            {
                Epoch = row.Epoch,
                BegunAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
                IsActive = row.State == EpochState.Active,
                IsDestroyed = row.State == EpochState.Destroyed,
                HasSecret = await _factory.HasSecretAsync(row, cancellationToken).ConfigureAwait(false),
                Rows = counts.GetValueOrDefault(row.Epoch),
                DestroyableFrom = IsRetired(row) ? DestroyableFrom(epochs, row) : null,
            });
        }

        return progress;
    }

    /// <returns>Whether an epoch secret was destroyed.</returns>
    private async Task<bool> DestroyAsync(CancellationToken cancellationToken)
    {
        var epochs = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var counts = await store.CountByEpochAsync(async: true, cancellationToken).ConfigureAwait(false);
        var now = runtime.Time.GetUtcNow();
        var empty = epochs
            .Where(row => IsRetired(row) && counts.GetValueOrDefault(row.Epoch) == 0 && DestroyableFrom(epochs, row) <= now)
            .Select(row => row.Epoch)
            .ToList();
        if (empty.Count > 0)
        {
            var changes = await _factory.DestroyEpochsAsync(epochs, empty, cancellationToken).ConfigureAwait(false);
            await store.TryApplyAsync(changes, async: true, cancellationToken).ConfigureAwait(false);
            epochs = await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        // After the rows, never before: an epoch that is not destroyed has to open. What a stop in between has left goes now.
        var any = await _factory.DestroySecretsAsync(epochs, cancellationToken).ConfigureAwait(false);
        await FollowAsync(cancellationToken).ConfigureAwait(false);
        return any;
    }

    private ValueTask<IReadOnlyList<EpochRow>> ReadAsync(CancellationToken cancellationToken)
        => store.EpochsAsync(async: true, cancellationToken);

    private async Task<Realm> FollowAsync(CancellationToken cancellationToken)
    {
        var epochs = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return await RealmLoader.LoadAsync(runtime, database, store, epochs, async: true, cancellationToken).ConfigureAwait(false)
            ?? throw KeyStoreErrors.RealmGone();
    }

    private static bool IsRetired(EpochRow row) => row.State == EpochState.Retired;

    // A transaction that began before the next epoch was there may still write under this one.
    private DateTimeOffset DestroyableFrom(IReadOnlyList<EpochRow> epochs, EpochRow row)
        => DateTimeOffset.FromUnixTimeMilliseconds(epochs.Single(next => next.PreviousEpoch == row.Epoch).CreatedAt) + _options.MaximumTransactionAge;
}
