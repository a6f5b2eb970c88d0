using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Signing;

/// <summary>Signs documents so that anybody can check them with OpenSSL and without this library.</summary>
/// <remarks>
/// <c>openssl cms -verify -binary -inform DER -in x.p7s -content x.json -CAfile issuer.pem -purpose any</c>.
/// Thread-safe as far as the certificate's private key is. The certificate stays the caller's to dispose.
/// </remarks>
internal sealed class DocumentSigner(X509Certificate2 certificate, TimeProvider time)
{
    /// <summary>Gives a detached CMS signature in DER, with the signer's certificate and the time inside.</summary>
    public byte[] Sign(ReadOnlySpan<byte> content) => DetachedSignature.Sign(content, certificate, time.GetUtcNow());

    /// <summary>Checks a signature against the one certificate that is expected, whatever its chain or validity.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The content or the signer is another one.</exception>
    public static void Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature, X509Certificate2 expectedCertificate)
        => DetachedSignature.Verify(content, signature, expectedCertificate);

    /// <summary>The certificate without its private key, which a self-signed signer's readers need.</summary>
    public string ExportIssuerPem() => certificate.ExportCertificatePem();
}
