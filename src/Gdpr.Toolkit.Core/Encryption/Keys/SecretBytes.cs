using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>
/// Key bytes in pinned memory that are zeroed when they are closed, but never under somebody who is using them:
/// whoever entered before finishes with the right bytes, whoever comes later is turned away.
/// </summary>
internal sealed class SecretBytes : IDisposable
{
    private const int Closed = 1 << 30;

    private readonly byte[] _bytes;
    private int _state;

    private SecretBytes(int length) => _bytes = GC.AllocateArray<byte>(length, pinned: true);

    public bool IsClosed => (Volatile.Read(ref _state) & Closed) != 0;

    /// <summary>The bytes; only between a successful <see cref="TryEnter"/> and <see cref="Exit"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public static SecretBytes Copy(ReadOnlySpan<byte> bytes)
    {
        var secret = new SecretBytes(bytes.Length);
        bytes.CopyTo(secret._bytes);
        return secret;
    }

    public static SecretBytes Random(int length)
    {
        var secret = new SecretBytes(length);
        RandomNumberGenerator.Fill(secret._bytes);
        return secret;
    }

    /// <summary>HKDF-Expand with SHA-256, straight into pinned memory.</summary>
    public static SecretBytes Expand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> info)
    {
        var secret = new SecretBytes(32);
        HKDF.Expand(HashAlgorithmName.SHA256, key, secret._bytes, info);
        return secret;
    }

    public static SecretBytes Derive(ReadOnlySpan<byte> input, ReadOnlySpan<byte> info)
    {
        var secret = new SecretBytes(32);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, input, secret._bytes, salt: default, info);
        return secret;
    }

    public bool TryEnter()
    {
        var state = Volatile.Read(ref _state);
        while ((state & Closed) == 0)
        {
            var seen = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (seen == state)
                return true;
            state = seen;
        }

        return false;
    }

    public void Exit()
    {
        if (Interlocked.Decrement(ref _state) == Closed)
            Zero();
    }

    public void Close()
    {
        if (Interlocked.Or(ref _state, Closed) == 0)
            Zero();
    }

    public void Dispose() => Close();

    private void Zero() => CryptographicOperations.ZeroMemory(_bytes);
}
