using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The outermost key, which wraps one key per key epoch: a key in a key management service or a hardware module, say.</summary>
/// <remarks>
/// <para>Register it with <c>gdpr.UseKeyEncryptionKey(…)</c>. Implementations are thread-safe. Unwrapping is called once per process and
/// epoch, wrapping when an epoch is made or re-wrapped: calls may take long and cost money.</para>
/// <para>What it has to guarantee is secrecy: only who may use the key learns what was wrapped. It need not authenticate envelopes.
/// Epochs are signed, and nothing that a trusted certificate did not sign is handed to <see cref="UnwrapAsync"/>.</para>
/// <para>Calls may come while a synchronous query or save waits for them, then from another thread than that of the application.</para>
/// </remarks>
public interface IKeyEncryptionKey
{
    /// <summary>Wraps a key.</summary>
    /// <param name="key">At most 128 bytes. Cleared by the caller afterwards: keep no reference, and clear copies.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The envelope: at most 64 KiB, with everything that <see cref="UnwrapAsync"/> needs, such as the name of the key's version.</returns>
    ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken);

    /// <summary>Unwraps what <see cref="WrapAsync"/> gave, now or years ago, also under an earlier version of the key.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The key in an array of its own, which the caller clears.</returns>
    /// <exception cref="CryptographicException">
    /// The envelope is of another key, or damaged: retrying does not help. Every other exception counts as an outage, is passed on
    /// unchanged, and the next use tries again.
    /// </exception>
    ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken);
}
