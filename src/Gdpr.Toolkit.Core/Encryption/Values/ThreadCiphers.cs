using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>
/// The cipher instances and nonces of the current thread. <see cref="System.Security.Cryptography.AesGcm"/> is not
/// thread-safe (a shared instance gives wrong ciphertext without an error). A key has one of its own for whoever comes first;
/// threads that use it at the same time, and keys beyond <see cref="OwnCiphers"/>, take one of a few slots of their thread.
/// </summary>
internal sealed class ThreadCiphers
{
    public const int NonceSize = 12;

    private const int SlotCount = 16;
    private const int NonceBatch = 64;

    [ThreadStatic]
    private static ThreadCiphers? _current;

    private readonly CipherSlot?[] _slots = new CipherSlot?[SlotCount];
    private readonly byte[] _nonces = new byte[NonceSize * NonceBatch];
    private int _nextNonce = NonceBatch;

    private ThreadCiphers()
    {
    }

    public static ThreadCiphers Current => _current ??= new ThreadCiphers();

    /// <summary>Enters this thread's cipher for a key, or throws what the key's end calls for. Each call needs its <see cref="CipherSlot.Exit"/>.</summary>
    public CipherSlot Enter(SubjectKey key)
    {
        ref var slot = ref _slots[key.Kid.Slot(SlotCount)];
        if (slot is not null && ReferenceEquals(slot.Key, key) && slot.TryEnter())
            return slot;
        if (key.TryEnterOwn() is { } own)
            return own;

        slot?.Key.CloseSlot(slot);
        slot = null;
        slot = key.OpenSlot();
        return slot.TryEnter() ? slot : throw EncryptionErrors.KeyClosed(key);
    }

    public void TakeNonce(Span<byte> destination)
    {
        if (_nextNonce == NonceBatch)
        {
            RandomNumberGenerator.Fill(_nonces);
            _nextNonce = 0;
        }

        _nonces.AsSpan(NonceSize * _nextNonce++, NonceSize).CopyTo(destination);
    }
}
