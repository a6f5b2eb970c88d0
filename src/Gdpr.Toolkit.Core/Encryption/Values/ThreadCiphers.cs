using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>
/// The cipher instances and nonces of the current thread. <see cref="AesGcm"/> is not thread-safe (a shared instance
/// gives wrong ciphertext without an error), and an instance per key would cost 1 KB each: a few slots per thread do.
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

    /// <summary>Gets this thread's cipher for a key. Only between <see cref="SubjectKey.Enter"/> and <see cref="SubjectKey.Exit"/>.</summary>
    /// <param name="key">The key, which the caller has entered.</param>
    /// <param name="bytes">The bytes that entering returned.</param>
    public AesGcm Get(SubjectKey key, ReadOnlySpan<byte> bytes)
    {
        ref var slot = ref _slots[key.Kid.Slot(SlotCount)];
        if (slot is not null && ReferenceEquals(slot.Key, key))
            return slot.Cipher;

        if (slot is not null)
        {
            slot.Key.Detach(slot);
            slot.Cipher.Dispose();
            slot = null;
        }

        slot = new CipherSlot(key, new AesGcm(bytes, EnvelopeFormat.TagSize));
        key.Attach(slot);
        return slot.Cipher;
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
