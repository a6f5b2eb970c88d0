using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Signing;

/// <summary>Detached CMS SignedData with SHA-256 and one signer, who is pinned by certificate and not by chain.</summary>
internal static class DetachedSignature
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string MessageDigest = "1.2.840.113549.1.9.4";

    public static byte[] Sign(ReadOnlySpan<byte> content, X509Certificate2 certificate, DateTimeOffset signedAt)
    {
        if (!certificate.HasPrivateKey)
            throw SigningErrors.NoPrivateKey(certificate.Subject);
        var signer = new CmsSigner(CertificateIdentity.TypeFor(certificate), certificate)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(signedAt.UtcDateTime));
        var cms = new SignedCms(new ContentInfo(content.ToArray()), detached: true);
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    /// <summary>Checks that the content is exactly what one of the trusted certificates signed.</summary>
    /// <exception cref="CryptographicException">It is not.</exception>
    public static void Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature, params IReadOnlyList<X509Certificate2> trusted)
    {
        var cms = new SignedCms(new ContentInfo(content.ToArray()), detached: true);
        cms.Decode(signature);
        if (!cms.Detached || cms.SignerInfos.Count != 1)
            throw SigningErrors.NotOneSigner();

        var signer = cms.SignerInfos[0];
        if (signer.Certificate is not { } certificate
            || !trusted.Any(t => t.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span)))
        {
            throw SigningErrors.SignerNotTrusted();
        }

        // Without signed attributes, the attributes of another signature could be passed off as content (RFC 5652, 5.4).
        if (signer.DigestAlgorithm.Value != Sha256
            || !signer.SignedAttributes.Cast<CryptographicAttributeObject>().Any(a => a.Oid.Value == MessageDigest))
        {
            throw SigningErrors.AlgorithmNotAccepted();
        }

        signer.CheckSignature(verifySignatureOnly: true);
    }
}
