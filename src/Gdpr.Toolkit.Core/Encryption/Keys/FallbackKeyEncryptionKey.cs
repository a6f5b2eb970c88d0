using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A key encryption key that wraps, and an earlier one that still opens what it wrapped. Thread-safe.</summary>
internal sealed class FallbackKeyEncryptionKey(IKeyEncryptionKey current, IKeyEncryptionKey earlier) : IKeyEncryptionKey
{
    public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken) => current.WrapAsync(key, cancellationToken);

    public async ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken)
    {
        try
        {
            return await current.UnwrapAsync(envelope, cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException)
        {
            return await earlier.UnwrapAsync(envelope, cancellationToken).ConfigureAwait(false);
        }
    }
}
