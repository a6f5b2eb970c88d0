using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>
/// One <see cref="AesGcm"/> of one key, which one thread at a time enters. Any thread closes it, and the cipher is disposed by
/// whoever is last. Nobody waits: who does not get in takes another one.
/// </summary>
internal sealed class CipherSlot(SubjectKey key, AesGcm cipher)
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int Closed = 2;

    private int _state;

    public SubjectKey Key => key;

    /// <summary>Gets or sets the slot of the same key that was opened before; the key's own, under its lock.</summary>
    public CipherSlot? Next { get; set; }

    /// <summary>The cipher; only between a successful <see cref="TryEnter"/> and <see cref="Exit"/>.</summary>
    public AesGcm Cipher => cipher;

    public bool TryEnter() => Interlocked.CompareExchange(ref _state, Busy, Idle) == Idle;

    public void Exit()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Busy) != Busy)
            cipher.Dispose();
    }

    /// <summary>Keeps everybody out from now on. Who is inside finishes.</summary>
    public void Close()
    {
        if (Interlocked.Or(ref _state, Closed) == Idle)
            cipher.Dispose();
    }
}
