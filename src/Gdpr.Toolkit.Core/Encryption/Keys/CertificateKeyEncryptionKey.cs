using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A key encryption key made of X.509 certificates with RSA keys: CMS EnvelopedData, one recipient per certificate.</summary>
/// <remarks>
/// Any recipient's private key opens it, which is how a certificate is renewed and how an escrow works. Validity dates are
/// not looked at on opening: data must not become unreadable at midnight. The certificates stay the caller's to dispose.
/// </remarks>
internal sealed class CertificateKeyEncryptionKey : IKeyEncryptionKey
{
    private const int MinimumKeySize = 3072;
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";
    private const string RsaesOaep = "1.2.840.113549.1.1.7";

    // RSAES-OAEP-params for SHA-256 with MGF1-SHA-256 and no label, with and without the optional NULLs.
    private static readonly string[] OaepSha256Parameters =
    [
        "302FA00F300D06096086480165030402010500A11C301A06092A864886F70D010108300D06096086480165030402010500",
        "302BA00D300B0609608648016503040201A11A301806092A864886F70D010108300B0609608648016503040201",
    ];

    private readonly IReadOnlyList<X509Certificate2> _certificates;

    public CertificateKeyEncryptionKey(params IReadOnlyList<X509Certificate2> certificates)
    {
        if (certificates.Count == 0)
            throw EncryptionErrors.NoRecipient();
        foreach (var certificate in certificates)
        {
            using var rsa = certificate.GetRSAPublicKey();
            if (rsa is null || rsa.KeySize < MinimumKeySize)
                throw EncryptionErrors.KekKeySize(certificate.Subject);
        }

        if (!certificates.Any(c => c.HasPrivateKey))
            throw EncryptionErrors.NoPrivateKey(certificates[0].Subject);
        _certificates = certificates;
    }

    public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken) => new(Wrap(key.Span));

    public ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken) => new(Unwrap(envelope.Span));

    public byte[] Wrap(ReadOnlySpan<byte> key)
    {
        var content = key.ToArray();
        try
        {
            var envelope = new EnvelopedCms(new ContentInfo(content), new AlgorithmIdentifier(new Oid(Aes256Cbc)));
            var recipients = new CmsRecipientCollection();
            foreach (var certificate in _certificates)
                recipients.Add(new CmsRecipient(CertificateIdentity.TypeFor(certificate), certificate, RSAEncryptionPadding.OaepSHA256));
            envelope.Encrypt(recipients);
            return envelope.Encode();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public byte[] Unwrap(ReadOnlySpan<byte> envelope)
    {
        var cms = Decode(envelope);
        foreach (RecipientInfo recipient in cms.RecipientInfos)
        {
            if (Find(recipient) is not { } certificate)
                continue;
            using var rsa = certificate.GetRSAPrivateKey() ?? throw EncryptionErrors.NoPrivateKey(certificate.Subject);
            cms.Decrypt(recipient, rsa);
            return cms.ContentInfo.Content;
        }

        throw EncryptionErrors.EnvelopeRefused("it is not for any of the configured certificates");
    }

    // CMS lets the writer choose the algorithms. Only the ones Wrap uses are read, for every recipient.
    private static EnvelopedCms Decode(ReadOnlySpan<byte> envelope)
    {
        var cms = new EnvelopedCms();
        cms.Decode(envelope);
        if (cms.ContentEncryptionAlgorithm.Oid.Value != Aes256Cbc)
            throw EncryptionErrors.EnvelopeRefused("its content is not encrypted with AES-256-CBC");
        foreach (RecipientInfo recipient in cms.RecipientInfos)
        {
            var algorithm = recipient.KeyEncryptionAlgorithm;
            if (recipient is not KeyTransRecipientInfo
                || algorithm.Oid.Value != RsaesOaep
                || !OaepSha256Parameters.Contains(Convert.ToHexString(algorithm.Parameters), StringComparer.Ordinal))
            {
                throw EncryptionErrors.EnvelopeRefused("a recipient does not use RSA-OAEP with SHA-256");
            }
        }

        return cms;
    }

    private X509Certificate2? Find(RecipientInfo recipient)
        => _certificates.FirstOrDefault(c => c.HasPrivateKey && CertificateIdentity.Matches(c, recipient.RecipientIdentifier));
}
