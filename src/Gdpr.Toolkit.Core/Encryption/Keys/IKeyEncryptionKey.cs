namespace Gdpr.Toolkit.Encryption;

/// <summary>The outermost key, which wraps one key per epoch.</summary>
internal interface IKeyEncryptionKey
{
    byte[] Wrap(ReadOnlySpan<byte> key);

    /// <summary>Unwraps what <see cref="Wrap"/> gave. The caller has checked who wrote the envelope and zeroes the result.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It is refused or cannot be opened.</exception>
    byte[] Unwrap(ReadOnlySpan<byte> envelope);
}
