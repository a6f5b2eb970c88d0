using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

// A rotation of the index root: the next one is made, filled, put in force, and the one before is destroyed. One step at a time.
internal sealed partial class Realm
{
    // The version is one byte of every tag.
    private const int HighestIndexVersion = byte.MaxValue;

    private readonly Lock _indexes = new();
    private volatile IndexRoots _index;
    private long _indexSeenAt = long.MinValue;

    /// <summary>Gets the index roots as they were seen last.</summary>
    public IndexRoots Index => _index;

    /// <summary>Gets how long ago somebody who waits for nobody's transaction has looked at the index roots.</summary>
    public TimeSpan IndexAge => Interlocked.Read(ref _indexSeenAt) is var seen and not long.MinValue ? _time.GetElapsedTime(seen) : TimeSpan.MaxValue;

    /// <summary>Follows a rotation of the index root. Rows that are older than those that were seen before change nothing.</summary>
    /// <exception cref="ValueTamperedException">A row was changed outside the library.</exception>
    /// <exception cref="SubjectKeyMissingException">A row is wrapped under an epoch that is not open here.</exception>
    public void FollowIndex(IReadOnlyList<RootRow> rows)
    {
        var own = rows.Where(row => row.Kind == RootKind.Index).ToList();
        var revision = own.Sum(row => (long)row.Revision);
        lock (_indexes)
        {
            var known = _index;
            if (revision <= known.Revision)
                return;
            own.ForEach(Verify);
            var next = new IndexRoots([.. own.Where(row => row.State != KeyState.Shredded).Select(row => (Find(known, row) ?? Open(row), row.State))], revision);
            _index = next.Active is null ? throw EncryptionErrors.RootMissing(RootKind.Index) : next;
            foreach (var (root, _) in known.Open.ExceptBy(next.Open.Select(open => open.Root), open => open.Root))
                root.Dispose();
        }
    }

    /// <summary>Says that the index roots were read, beginning at a moment, by somebody who sees what is committed.</summary>
    /// <param name="timestamp">A timestamp from before the reading.</param>
    public void SeenIndex(long timestamp)
    {
        var seen = Interlocked.Read(ref _indexSeenAt);
        while (seen < timestamp && Interlocked.CompareExchange(ref _indexSeenAt, timestamp, seen) is var now && now != seen)
            seen = now;
    }

    /// <summary>Makes the next index root, which is written beside the active one, and read by nobody.</summary>
    /// <exception cref="NotSupportedException">There have been 255 already.</exception>
    public RootRow MintIndexRoot(IReadOnlyList<RootRow> rows)
    {
        var highest = rows.Where(row => row.Kind == RootKind.Index).Max(row => row.Version);
        if (highest == HighestIndexVersion)
            throw EncryptionErrors.IndexVersionsUsedUp();
        var row = new RootRow
        {
            StoreId = StoreId,
            Kind = RootKind.Index,
            Version = highest + 1,
            State = KeyState.Provisional,
            CreatedAt = _time.GetUtcNow().ToUnixTimeMilliseconds(),
            Revision = 1,
        };
        using var secret = SecretBytes.Random(KeyDerivation.KeySize);
        var (active, epochs) = _epochs;
        epochs[active].WrapInto(row, secret, active);
        epochs[active].Seal(row);
        return row;
    }

    /// <summary>Moves a root on in its life. <see cref="KeyState.Shredded"/> takes the wrapped root out of the row, for good.</summary>
    /// <returns>What to write in the place of the row as it was.</returns>
    public Changed<RootRow> ChangeState(RootRow row, KeyState next)
    {
        Verify(row);
        if ((row.State, next) is not ((KeyState.Provisional, KeyState.Active) or (KeyState.Active, KeyState.DecryptOnly)
            or (KeyState.DecryptOnly, KeyState.ShredRequested) or (KeyState.ShredRequested, KeyState.Shredded)))
        {
            throw EncryptionErrors.TransitionNotAllowed(row.State, next);
        }

        row.State = next;
        if (next == KeyState.Shredded)
        {
            CryptographicOperations.ZeroMemory(row.Wrapped);
            row.Wrapped = null;
        }

        var stored = row.RowMac;
        row.Revision++;
        Keys(row.WrapEpoch).Seal(row);
        return new Changed<RootRow>(row, stored);
    }

    private static OpenIndexRoot? Find(IndexRoots known, RootRow row)
        => known.Open.Select(open => open.Root).FirstOrDefault(root => root.Version == row.Version);

    private void Verify(RootRow row)
    {
        if (!Verify((IWrappedKeyRow)row))
            throw EncryptionErrors.RowTampered("root");
    }

    private OpenIndexRoot Open(RootRow row) => new(StoreId, OpenRoot.Open(row, Keys(row.WrapEpoch)));
}
