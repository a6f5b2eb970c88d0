using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The key of one data subject (and key group), opened and ready to seal and open values. Thread-safe.</summary>
/// <remarks>
/// Only the derived encryption key is held, in pinned memory; the wrapped key in the key row stays the one source.
/// A key ends in one of two ways. <em>Destroyed</em>: the person is erased, every later use throws
/// <see cref="SubjectKeyDestroyedException"/>. <em>Evicted</em>: a cache let it go, it can be loaded again; a
/// <see cref="SubjectKeyLease"/> holds that off. In both an operation that has begun finishes with the right bytes.
/// </remarks>
internal sealed class SubjectKey : IDisposable
{
    private readonly SecretBytes _encryption;
    private readonly Lock _gate = new();
    private readonly List<CipherSlot> _slots = [];
    private byte[]? _subjectRef;
    private int _leases;
    private bool _evicted;
    private volatile bool _destroyed;

    private SubjectKey(KeyId kid, Guid storeId, byte[]? subjectRef, string group, ReadOnlySpan<byte> dataKey)
    {
        (Kid, StoreId, _subjectRef, Group) = (kid, storeId, subjectRef, group);
        _encryption = SecretBytes.Expand(dataKey, KeyDerivation.EncryptionInfo(storeId), DisposeSlots);
    }

    public KeyId Kid { get; }

    public Guid StoreId { get; }

    /// <summary>The data subject this key belongs to, or <see langword="null"/> while its key row is provisional.</summary>
    public byte[]? SubjectRef => Volatile.Read(ref _subjectRef);

    public string Group { get; }

    /// <summary>Whether the key is gone for good.</summary>
    public bool IsDestroyed => _destroyed;

    /// <summary>Whether a cache let the key go; the same key can be loaded again.</summary>
    public bool IsEvicted => _encryption.IsClosed && !_destroyed;

    /// <summary>Opens a key from its raw bytes, after checking that they are the ones that <paramref name="kcv"/> commits to.</summary>
    public static SubjectKey? TryCreate(ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> kcv, Guid storeId, byte[]? subjectRef, string group)
    {
        Span<byte> recomputed = stackalloc byte[KeyDerivation.CheckValueSize];
        KeyDerivation.CheckValue(dataKey, recomputed);
        return CryptographicOperations.FixedTimeEquals(recomputed, kcv)
            ? new SubjectKey(KeyId.From(kcv[..KeyId.Size]), storeId, subjectRef, group, dataKey)
            : null;
    }

    /// <summary>Tells the key whose it is, after its row was bound (<see cref="Realm.Bind"/>) and committed.</summary>
    public void BindTo(byte[] subjectRef)
    {
        if (Interlocked.CompareExchange(ref _subjectRef, subjectRef, null) is { } bound && !bound.AsSpan().SequenceEqual(subjectRef))
            throw EncryptionErrors.KeyAlreadyBound();
    }

    /// <summary>Keeps the key from being evicted until the lease is disposed. It does not keep it from being destroyed.</summary>
    public SubjectKeyLease? TryLease()
    {
        lock (_gate)
        {
            if (_destroyed || _evicted)
                return null;
            _leases++;
            return new SubjectKeyLease(this);
        }
    }

    public void Destroy()
    {
        _destroyed = true;
        _encryption.Close();
    }

    public void Dispose() => Evict();

    /// <summary>Enters the key, or throws what its end calls for. Each call needs its <see cref="Exit"/>.</summary>
    internal ReadOnlySpan<byte> Enter()
    {
        if (!_encryption.TryEnter())
            throw EncryptionErrors.KeyClosed(this);
        if (!_destroyed)
            return _encryption.Bytes;
        _encryption.Exit();
        throw EncryptionErrors.KeyClosed(this);
    }

    internal void Exit() => _encryption.Exit();

    internal void Evict()
    {
        lock (_gate)
        {
            _evicted = true;
            if (_leases > 0)
                return;
        }

        _encryption.Close();
    }

    internal void EndLease()
    {
        lock (_gate)
        {
            if (--_leases > 0 || !_evicted)
                return;
        }

        _encryption.Close();
    }

    /// <summary>Ties the life of a cipher instance to this key's. Only between <see cref="Enter"/> and <see cref="Exit"/>.</summary>
    internal void Attach(CipherSlot slot)
    {
        lock (_gate)
            _slots.Add(slot);
    }

    internal void Detach(CipherSlot slot)
    {
        lock (_gate)
            _slots.Remove(slot);
    }

    // Runs when the last operation has left a closed key, so that no thread is inside one of these instances.
    private void DisposeSlots()
    {
        lock (_gate)
        {
            foreach (var slot in _slots)
                slot.Cipher.Dispose();
            _slots.Clear();
        }
    }
}
