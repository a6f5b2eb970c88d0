using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>The rows of a store in memory. Everything that is read or written is copied. Thread-safe.</summary>
internal sealed class InMemoryKeyRows
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, EpochRow> _epochs = [];
    private readonly Dictionary<(RootKind, int), RootRow> _roots = [];
    private readonly Dictionary<KeyId, KeyRow> _keys = [];
    private readonly Dictionary<KeyId, RevocationRow> _revocations = [];
    private long _lastPosition;

    public IReadOnlyList<EpochRow> Epochs()
    {
        lock (_gate)
        {
            return [.. _epochs.Values.OrderBy(row => row.Epoch).Select(RowCopies.Copy)];
        }
    }

    public IReadOnlyList<RootRow> Roots()
    {
        lock (_gate)
        {
            return [.. _roots.Values.OrderBy(row => row.Kind).ThenBy(row => row.Version).Select(RowCopies.Copy)];
        }
    }

    public IReadOnlyList<KeyRow> Keys(Func<KeyRow, bool> isWanted, int count = int.MaxValue)
    {
        lock (_gate)
        {
            return [.. _keys.Values.Where(isWanted).OrderBy(row => row.Position).Take(count).Select(RowCopies.Copy)];
        }
    }

    public IReadOnlyList<RevocationRow> Revocations()
    {
        lock (_gate)
        {
            return [.. _revocations.Values.Select(RowCopies.Copy)];
        }
    }

    public bool TryApply(KeyStoreChanges changes)
    {
        lock (_gate)
        {
            if (!AreNew(changes) || !AreAsRead(changes))
            {
                return false;
            }

            Write(changes);
            return true;
        }
    }

    private bool AreNew(KeyStoreChanges changes)
    {
        var places = _keys.Values.Where(row => row.SubjectRef is not null).Select(Place).ToHashSet();
        return !changes.NewEpochs.Any(row => _epochs.ContainsKey(row.Epoch))
            && !changes.NewRoots.Any(row => _roots.ContainsKey((row.Kind, row.Version)))
            && !changes.NewKeys.Any(row => _keys.ContainsKey(KeyId.From(row.Kid)) || (row.SubjectRef is not null && !places.Add(Place(row))))
            && !changes.NewRevocations.Any(row => _revocations.ContainsKey(KeyId.From(row.Kid)));
    }

    private bool AreAsRead(KeyStoreChanges changes)
        => changes.Epochs.All(change => IsAsRead(_epochs.GetValueOrDefault(change.Row.Epoch)?.Signature, change.Stored))
            && changes.Roots.All(change => IsAsRead(_roots.GetValueOrDefault((change.Row.Kind, change.Row.Version))?.RowMac, change.Stored))
            && changes.Keys.All(change => IsAsRead(_keys.GetValueOrDefault(KeyId.From(change.Row.Kid))?.RowMac, change.Stored));

    private void Write(KeyStoreChanges changes)
    {
        foreach (var row in changes.NewEpochs.Concat(changes.Epochs.Select(change => change.Row)))
        {
            _epochs[row.Epoch] = RowCopies.Copy(row);
        }

        foreach (var row in changes.NewRoots.Concat(changes.Roots.Select(change => change.Row)))
        {
            _roots[(row.Kind, row.Version)] = RowCopies.Copy(row);
        }

        foreach (var row in changes.NewKeys)
        {
            row.Position = ++_lastPosition;
        }

        foreach (var row in changes.NewKeys.Concat(changes.Keys.Select(change => change.Row)))
        {
            _keys[KeyId.From(row.Kid)] = RowCopies.Copy(row);
        }

        foreach (var row in changes.NewRevocations)
        {
            _revocations[KeyId.From(row.Kid)] = RowCopies.Copy(row);
        }

        foreach (var row in changes.EndedRevocations)
        {
            _revocations.Remove(KeyId.From(row.Kid));
        }
    }

    private static bool IsAsRead(byte[]? stored, byte[] read) => stored.AsSpan().SequenceEqual(read);

    private static (string, string, int) Place(KeyRow row) => (Convert.ToHexString(row.SubjectRef!), row.Group, row.Version);
}
