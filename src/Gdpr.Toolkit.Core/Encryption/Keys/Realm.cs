using System.Security.Cryptography;
using Gdpr.Toolkit.Consent;

namespace Gdpr.Toolkit.Encryption;

/// <summary>An open key store: mints and unwraps subject keys, and gives subject references and index keys. Thread-safe.</summary>
internal sealed partial class Realm : IDisposable
{
    private const int SubjectReferenceSize = 32;

    private readonly IReadOnlyDictionary<RootKind, OpenRoot> _roots;
    private readonly SecretBytes _subject;
    private readonly TimeProvider _time;
    private volatile OpenEpochs _epochs;

    internal Realm(Guid storeId, int epoch, IReadOnlyDictionary<int, EpochKeys> epochs, IReadOnlyDictionary<RootKind, OpenRoot> roots, TimeProvider time)
    {
        (StoreId, _roots, _time) = (storeId, roots, time);
        _epochs = new OpenEpochs(epoch, epochs);
        _subject = SecretBytes.Expand(roots[RootKind.Subject].Secret.Bytes, KeyDerivation.Subject);
        _index = new IndexRoots([(new OpenIndexRoot(storeId, roots[RootKind.Index]), KeyState.Active)], Revision: 0);
    }

    public Guid StoreId { get; }

    /// <summary>The active epoch, under which new keys are wrapped.</summary>
    public int Epoch => _epochs.Active;

    /// <summary>The pseudonym of a data subject: 32 bytes that only this store's holder can compute.</summary>
    public byte[] SubjectReference(string tenant, string kind, ReadOnlySpan<byte> canonicalId)
    {
        var content = new LengthPrefixed().Part(StoreId).Part(tenant).Part(kind).Part(canonicalId).Written;
        ObjectDisposedException.ThrowIf(!_subject.TryEnter(), this);
        try
        {
            return HMACSHA256.HashData(_subject.Bytes, content);
        }
        finally
        {
            _subject.Exit();
        }
    }

    /// <summary>What a suppression list keeps of an address: 32 bytes that only this store's holder can compute, for all time.</summary>
    public byte[] SuppressionReference(ContactPointKind kind, string normalizedAddress)
    {
        var root = _roots[RootKind.Suppression].Secret;
        ObjectDisposedException.ThrowIf(!root.TryEnter(), this);
        try
        {
            return SuppressionHash.Compute(root.Bytes, StoreId, kind, normalizedAddress);
        }
        finally
        {
            root.Exit();
        }
    }

    /// <summary>Gives the key of an index under the root that is in force.</summary>
    public BlindIndexKey IndexKey(string columnId, string index, Normalizer normalizer) => _index.Active.Key(columnId, index, normalizer);

    /// <summary>Makes a new key. Its row has to be committed before, or atomically with, anything sealed under it.</summary>
    /// <param name="subjectRef">The data subject, or <see langword="null"/> when its id is not known yet (provisional).</param>
    /// <param name="group">The key group; the empty string for the subject's main key.</param>
    /// <param name="version">1 for a subject's first key in the group.</param>
    public MintedKey Mint(byte[]? subjectRef, string group, int version)
    {
        if (subjectRef is not null and not { Length: SubjectReferenceSize })
            throw EncryptionErrors.SubjectReferenceLength();
        var row = new KeyRow
        {
            StoreId = StoreId,
            SubjectRef = subjectRef,
            Group = group,
            Version = version,
            State = subjectRef is null ? KeyState.Provisional : KeyState.Active,
            CreatedAt = _time.GetUtcNow().ToUnixTimeMilliseconds(),
            Revision = 1,
        };
        using var dataKey = SecretBytes.Random(KeyDerivation.KeySize);
        var epochs = _epochs;
        var keys = epochs.Keys[epochs.Active];
        keys.WrapInto(row, dataKey, epochs.Active);
        keys.Seal(row);
        return new MintedKey(row, SubjectKey.Create(dataKey.Bytes, row));
    }

    /// <summary>Opens the key of a row for sealing and opening values.</summary>
    /// <exception cref="ValueTamperedException">The row was changed, or belongs to another store.</exception>
    /// <exception cref="SubjectKeyDestroyedException">The row is a tombstone, or its erasure has been requested.</exception>
    /// <exception cref="SubjectKeyMissingException">The epoch that wrapped the key is not open here.</exception>
    public SubjectKey Unwrap(KeyRow row)
    {
        VerifyRow(row);
        if (row.State.IsEnding() || row.Wrapped is null)
            throw EncryptionErrors.KeyDestroyed();

        Span<byte> dataKey = stackalloc byte[KeyDerivation.KeySize];
        try
        {
            return TryUnwrap(row, dataKey)
                && row.Kid.AsSpan().SequenceEqual(row.Kcv.AsSpan(0, KeyId.Size))
                && SubjectKey.TryCreate(dataKey, row.Kcv, StoreId, row.SubjectRef, row.Group) is { } key
                    ? key
                    : throw EncryptionErrors.RowTampered("key");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Checks that the row is one that this store wrote. It says nothing of how fresh it is.</summary>
    /// <exception cref="ValueTamperedException">It is not.</exception>
    public void VerifyRow(KeyRow row)
    {
        if (!Verify(row))
            throw EncryptionErrors.RowTampered("key");
    }

    /// <summary>Checks the row of a key that is open, by its MAC only where that has changed since it was last checked.</summary>
    /// <exception cref="ValueTamperedException">The row is not one that this store wrote.</exception>
    public void VerifyRow(KeyRow row, SubjectKey key)
    {
        if (key.IsVerified(row))
            return;
        VerifyRow(row);
        key.Verified(row);
    }

    /// <summary>Gives a provisional key its data subject.</summary>
    /// <param name="row">The row of the key.</param>
    /// <param name="subjectRef">The data subject.</param>
    /// <param name="version">Above 1 when an earlier person had the same id.</param>
    /// <returns>What to write in the place of the row as it was.</returns>
    public Changed<KeyRow> Bind(KeyRow row, byte[] subjectRef, int version = 1)
    {
        if (subjectRef.Length != SubjectReferenceSize)
            throw EncryptionErrors.SubjectReferenceLength();
        VerifyRow(row);
        if (row.State != KeyState.Provisional)
            throw EncryptionErrors.NotProvisional(row.State);
        row.SubjectRef = subjectRef;
        row.Version = version;
        row.State = KeyState.Active;
        return Reseal(row);
    }

    /// <summary>Moves a key on in its life. <see cref="KeyState.Shredded"/> takes the wrapped key out of the row, for good.</summary>
    /// <returns>What to write in the place of the row as it was.</returns>
    public Changed<KeyRow> ChangeState(KeyRow row, KeyState next)
    {
        VerifyRow(row);
        if (!IsAllowed(row.State, next))
            throw EncryptionErrors.TransitionNotAllowed(row.State, next);
        row.State = next;
        if (next == KeyState.Shredded)
        {
            CryptographicOperations.ZeroMemory(row.Wrapped);
            row.Wrapped = null;
        }

        return Reseal(row);
    }

    /// <summary>Makes a tombstone of a key's row, whatever state it is in before the last.</summary>
    public Changed<KeyRow> Shred(KeyRow row)
    {
        if (row.State == KeyState.ShredRequested)
            return ChangeState(row, KeyState.Shredded);
        var requested = ChangeState(row, KeyState.ShredRequested);
        return ChangeState(row, KeyState.Shredded) with { Stored = requested.Stored };
    }

    public void Dispose()
    {
        _subject.Dispose();
        foreach (var (index, _) in _index.Open)
            index.Dispose();
        foreach (var root in _roots.Values)
            root.Dispose();
        foreach (var keys in _epochs.Keys.Values)
            keys.Dispose();
    }

    // A provisional key becomes active only by being bound; its person can be erased before that.
    private static bool IsAllowed(KeyState from, KeyState to) => (from, to) switch
    {
        (KeyState.Active, KeyState.DecryptOnly) => true,
        (KeyState.Provisional or KeyState.Active or KeyState.DecryptOnly, KeyState.ShredRequested) => true,
        (KeyState.ShredRequested, KeyState.Shredded) => true,
        _ => false,
    };

    private EpochKeys Keys(int epoch) => _epochs.Keys.GetValueOrDefault(epoch) ?? throw EncryptionErrors.EpochNotOpen(epoch);

    private bool TryUnwrap(IWrappedKeyRow row, Span<byte> dataKey)
    {
        try
        {
            return Keys(row.WrapEpoch).TryUnwrap(row, dataKey);
        }
        catch (ObjectDisposedException) when (!IsOpen(row.WrapEpoch))
        {
            throw EncryptionErrors.EpochNotOpen(row.WrapEpoch);
        }
    }

    private bool Verify(IWrappedKeyRow row)
    {
        try
        {
            return row.StoreId == StoreId && Keys(row.WrapEpoch).Verify(row);
        }
        catch (ObjectDisposedException) when (!IsOpen(row.WrapEpoch))
        {
            throw EncryptionErrors.EpochNotOpen(row.WrapEpoch);
        }
    }

    private Changed<KeyRow> Reseal(KeyRow row)
    {
        var stored = row.RowMac;
        row.Revision++;
        Keys(row.WrapEpoch).Seal(row);
        return new Changed<KeyRow>(row, stored);
    }
}
