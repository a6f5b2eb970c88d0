using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Testing.Internal;

/// <inheritdoc/>
internal sealed class InMemoryKeyStoreSession(InMemoryKeyRows rows) : IKeyStoreSession
{
    public ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(bool async, CancellationToken cancellationToken) => Done(rows.Epochs(), cancellationToken);

    public ValueTask<IReadOnlyList<RootRow>> RootsAsync(bool async, CancellationToken cancellationToken) => Done(rows.Roots(), cancellationToken);

    public ValueTask<IReadOnlyList<KeyRow>> FindAsync(
        IReadOnlyCollection<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
    {
        var wanted = subjectReferences.Select(Convert.ToHexString).ToHashSet();
        return Done(rows.Keys(row => row.SubjectRef is { } reference && wanted.Contains(Convert.ToHexString(reference))), cancellationToken);
    }

    public ValueTask<IReadOnlyList<KeyRow>> FindAsync(IReadOnlyCollection<KeyId> kids, bool async, CancellationToken cancellationToken)
    {
        var wanted = kids.ToHashSet();
        return Done(rows.Keys(row => wanted.Contains(KeyId.From(row.Kid))), cancellationToken);
    }

    public async ValueTask<IReadOnlyList<int>> ChangedAsync(
        string group, IReadOnlyList<KnownKey> known, bool async, CancellationToken cancellationToken)
    {
        var found = await FindAsync([.. known.Select(key => key.SubjectRef)], async, cancellationToken).ConfigureAwait(false);
        var stored = found.Where(row => row.Group == group).ToLookup(row => Convert.ToHexString(row.SubjectRef!));
        return
        [
            .. Enumerable.Range(0, known.Count).Where(index => stored[Convert.ToHexString(known[index].SubjectRef)]
                .Where(row => row.Version >= known[index].Version)
                .ToList() is not [var row] || !known[index].IsIn(row)),
        ];
    }

    public ValueTask<IReadOnlyList<KeyRow>> AroundAsync(KeyId kid, KeyReach reach, bool async, CancellationToken cancellationToken)
    {
        var found = rows.Keys(row => KeyId.From(row.Kid) == kid);
        return found is [{ Position: var position }]
            ? Done(rows.Keys(row => row.Position >= position - reach.Before && row.Position <= position + reach.After), cancellationToken)
            : Done(found, cancellationToken);
    }

    public ValueTask<IReadOnlyList<KeyRow>> PageAsync(long afterPosition, int count, bool async, CancellationToken cancellationToken)
        => Done(rows.Keys(row => row.Position > afterPosition, count), cancellationToken);

    public ValueTask<IReadOnlyDictionary<int, long>> CountByEpochAsync(bool async, CancellationToken cancellationToken)
    {
        var epochs = rows.Keys(_ => true).Select(row => row.WrapEpoch).Concat(rows.Roots().Select(row => row.WrapEpoch));
        return Done<IReadOnlyDictionary<int, long>>(epochs.CountBy(epoch => epoch).ToDictionary(count => count.Key, count => (long)count.Value), cancellationToken);
    }

    public ValueTask<IReadOnlyList<RevocationRow>> RevocationsAsync(bool async, CancellationToken cancellationToken)
        => Done(rows.Revocations(), cancellationToken);

    public ValueTask<bool> TryApplyAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<bool>(rows.TryApply(changes));
    }

    public void Dispose()
    {
    }

    private static ValueTask<T> Done<T>(T result, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<T>(result);
    }
}
