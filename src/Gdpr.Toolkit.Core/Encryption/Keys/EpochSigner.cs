using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Signs key epochs and refuses those that nobody trusted signed, before anything in them is unwrapped.</summary>
/// <remarks>
/// The certificates of the key encryption key are public: without this, whoever can write the key table could add an
/// epoch of their own and read everything written from then on.
/// </remarks>
/// <param name="signing">Signs new epochs, and is trusted itself.</param>
/// <param name="trusted">Certificates that signed epochs before a renewal.</param>
internal sealed class EpochSigner(X509Certificate2 signing, IReadOnlyList<X509Certificate2> trusted)
{
    private readonly IReadOnlyList<X509Certificate2> _trusted = [signing, .. trusted];

    /// <summary>Signs the row as it stands.</summary>
    public void Sign(EpochRow row, DateTimeOffset signedAt)
        => row.Signature = DetachedSignature.Sign(Content(row), signing, signedAt);

    /// <exception cref="ValueTamperedException">The row is not what a trusted certificate signed.</exception>
    public void Verify(EpochRow row)
    {
        try
        {
            DetachedSignature.Verify(Content(row), row.Signature, _trusted);
        }
        catch (CryptographicException e)
        {
            throw EncryptionErrors.EpochTampered(row.Epoch, "it is not signed by the configured certificate. If you have renewed that, pass the earlier one as trusted, UseSigningCertificate(new, old); if you have not, somebody wrote to the key tables", e);
        }
    }

    private static byte[] Content(EpochRow row) => new LengthPrefixed()
        .Part(row.StoreId)
        .U32((uint)row.Epoch)
        .U32((uint)row.State)
        .U32((uint)row.PreviousEpoch)
        .Raw(row.Envelope)
        .ToArray();
}
