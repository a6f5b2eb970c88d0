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
    // Nobody else has it, so that it is the lock of the rest too: with many keys every further object is one more wait for memory.
    private readonly SecretBytes _encryption;
    private CipherSlot? _slots;
    private Row? _verified;
    private CipherSlot? _own;
    private int _leases;
    private bool _evicted;
    private volatile bool _destroyed;

    private SubjectKey(KeyId kid, Guid storeId, byte[]? subjectRef, string group, ReadOnlySpan<byte> dataKey)
    {
        (Kid, StoreId, Owner, Group) = (kid, storeId, new KeyOwner(subjectRef), group);
        _encryption = SecretBytes.Expand(dataKey, KeyDerivation.EncryptionInfo(storeId));
    }

    public KeyId Kid { get; }

    public Guid StoreId { get; }

    /// <summary>The data subject this key belongs to, or <see langword="null"/> while its key row is provisional.</summary>
    public byte[]? SubjectRef => Owner.Reference;

    /// <summary>Whose the key is.</summary>
    public KeyOwner Owner { get; }

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

    /// <summary>Opens a key that was made this moment, together with its check value.</summary>
    public static SubjectKey Create(ReadOnlySpan<byte> dataKey, KeyRow row) => new(KeyId.From(row.Kid), row.StoreId, row.SubjectRef, row.Group, dataKey);

    /// <summary>Tells the key whose it is, after its row was bound (<see cref="Realm.Bind"/>) and committed.</summary>
    public void BindTo(byte[] subjectRef)
    {
        if (!Owner.TryBind(subjectRef))
            throw EncryptionErrors.KeyAlreadyBound();
    }

    /// <summary>Gets the key's row as it was when its MAC was last checked; null where it was not yet.</summary>
    public KnownKey? Known => Volatile.Read(ref _verified) is { } row && SubjectRef is { } subjectRef
        ? new KnownKey(subjectRef, Kid, row.Version, row.Mac)
        : null;

    /// <summary>Whether a row is the key's own, active and as it was when its MAC was last checked.</summary>
    /// <remarks>It says so of the columns that are compared here: the key itself is open already, and not read from the row again.</remarks>
    public bool IsVerified(KeyRow row) => Group == row.Group && Known?.IsIn(row) == true;

    /// <summary>Remembers that the MAC of the key's row was found to be right.</summary>
    public void Verified(KeyRow row)
    {
        if (row.State == KeyState.Active)
            Volatile.Write(ref _verified, new Row(row.RowMac, row.Version));
    }

    /// <summary>Keeps the key from being evicted until the lease is disposed. It does not keep it from being destroyed.</summary>
    public SubjectKeyLease? TryLease()
    {
        lock (_encryption)
        {
            if (_destroyed || _evicted)
                return null;
            _leases++;
            return new SubjectKeyLease(this);
        }
    }

    /// <summary>Ends the key for good, here and wherever it is held.</summary>
    /// <remarks>Once this has returned nobody begins anything with the key; what had begun finishes, and an opened value is not handed out.</remarks>
    public void Destroy()
    {
        _destroyed = true;
        Close();
    }

    public void Dispose() => Evict();

    /// <summary>Enters the cipher that the key keeps for whoever comes first; null while another thread is inside, or where too many keys have one.</summary>
    internal CipherSlot? TryEnterOwn()
    {
        var own = Volatile.Read(ref _own) ?? MakeOwn();
        return own is not null && own.TryEnter() ? own : null;
    }

    /// <summary>Makes a cipher for the current thread, which lives no longer than this key does.</summary>
    /// <exception cref="SubjectKeyDestroyedException">The key was destroyed.</exception>
    /// <exception cref="SubjectKeyEvictedException">The key was evicted.</exception>
    internal CipherSlot OpenSlot()
    {
        if (!_encryption.TryEnter())
            throw EncryptionErrors.KeyClosed(this);
        try
        {
            var slot = new CipherSlot(this, new AesGcm(_encryption.Bytes, EnvelopeFormat.TagSize));
            lock (_encryption)
            {
                if (_encryption.IsClosed)
                    slot.Close();
                else
                    (slot.Next, _slots) = (_slots, slot);
            }

            return slot;
        }
        finally
        {
            _encryption.Exit();
        }
    }

    internal void CloseSlot(CipherSlot slot)
    {
        lock (_encryption)
            Unlink(slot);
        slot.Close();
    }

    internal void Evict()
    {
        lock (_encryption)
        {
            _evicted = true;
            if (_leases > 0)
                return;
        }

        Close();
    }

    internal void EndLease()
    {
        lock (_encryption)
        {
            if (--_leases > 0 || !_evicted)
                return;
        }

        Close();
    }

    private CipherSlot? MakeOwn()
    {
        if (!OwnCiphers.TryTake())
            return null;
        CipherSlot made;
        try
        {
            made = OpenSlot();
        }
        catch
        {
            OwnCiphers.GiveBack();
            throw;
        }

        lock (_encryption)
        {
            if (_own is null && !_encryption.IsClosed)
                return _own = made;
        }

        CloseSlot(made);
        OwnCiphers.GiveBack();
        return null;
    }

    private void Unlink(CipherSlot slot)
    {
        if (ReferenceEquals(_slots, slot))
        {
            _slots = slot.Next;
            return;
        }

        for (var before = _slots; before is not null; before = before.Next)
        {
            if (ReferenceEquals(before.Next, slot))
            {
                before.Next = slot.Next;
                return;
            }
        }
    }

    private void Close()
    {
        lock (_encryption)
        {
            _encryption.Close();
            for (var slot = _slots; slot is not null; slot = slot.Next)
                slot.Close();
            _slots = null;
            if (_own is not null)
            {
                _own = null;
                OwnCiphers.GiveBack();
            }
        }
    }

    private sealed record Row(byte[] Mac, int Version);
}
