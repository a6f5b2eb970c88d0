using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Core.Tests.Signing;

public class DocumentSignerTests
{
    private static readonly byte[] Document = Encoding.UTF8.GetBytes("""{"erased":3,"to":"Åsa"}""");

    [Fact]
    public void A_signed_document_verifies_with_the_expected_certificate()
    {
        var signature = Sign(TestCertificates.Signing);

        Assert.Null(Record.Exception(() => DocumentSigner.Verify(Document, signature, TestCertificates.PublicOnly(TestCertificates.Signing))));
    }

    [Fact]
    public void Every_changed_byte_of_the_document_is_noticed()
    {
        var signature = Sign(TestCertificates.Signing);

        for (var i = 0; i < Document.Length; i++)
        {
            var changed = Document.ToArray();
            changed[i] ^= 1;

            Assert.ThrowsAny<CryptographicException>(() => DocumentSigner.Verify(changed, signature, TestCertificates.Signing));
        }
    }

    [Fact]
    public void A_signature_of_somebody_else_with_the_same_name_is_refused()
        => Assert.Throws<CryptographicException>(
            () => DocumentSigner.Verify(Document, Sign(TestCertificates.ForeignSigning), TestCertificates.Signing));

    [Fact]
    public void A_signature_beside_a_foreign_one_is_refused()
    {
        var cms = new SignedCms(new ContentInfo(Document), detached: true);
        foreach (var certificate in new[] { TestCertificates.Signing, TestCertificates.ForeignSigning })
        {
            var signer = new CmsSigner(SubjectIdentifierType.SubjectKeyIdentifier, certificate) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") };
            signer.SignedAttributes.Add(new Pkcs9SigningTime(DateTime.UnixEpoch));
            cms.ComputeSignature(signer);
        }

        Assert.Throws<CryptographicException>(() => DocumentSigner.Verify(Document, cms.Encode(), TestCertificates.Signing));
    }

    [Fact]
    public void A_signature_that_brings_its_own_content_is_refused()
    {
        var cms = new SignedCms(new ContentInfo(Document), detached: false);
        cms.ComputeSignature(new CmsSigner(SubjectIdentifierType.SubjectKeyIdentifier, TestCertificates.Signing));

        Assert.ThrowsAny<CryptographicException>(() => DocumentSigner.Verify("other"u8, cms.Encode(), TestCertificates.Signing));
    }

    [Fact]
    public void Something_that_is_no_signature_is_refused()
        => Assert.ThrowsAny<CryptographicException>(() => DocumentSigner.Verify(Document, "-----BEGIN"u8, TestCertificates.Signing));

    [Fact]
    public void The_signature_says_when_and_by_whom()
    {
        var time = new FakeTime();
        var cms = new SignedCms(new ContentInfo(Document), detached: true);
        cms.Decode(new DocumentSigner(TestCertificates.Signing, time).Sign(Document));

        var signer = Assert.Single(cms.SignerInfos.Cast<SignerInfo>());
        var signedAt = signer.SignedAttributes.Cast<CryptographicAttributeObject>()
            .SelectMany(a => a.Values.Cast<AsnEncodedData>()).OfType<Pkcs9SigningTime>().Single();
        Assert.Equal(time.GetUtcNow().UtcDateTime, signedAt.SigningTime.ToUniversalTime());
        Assert.Equal(TestCertificates.Signing.RawData, signer.Certificate!.RawData);
    }

    [Fact]
    public void Signing_without_a_private_key_is_refused()
        => Assert.Throws<ArgumentException>(() => Sign(TestCertificates.PublicOnly(TestCertificates.Signing)));

    [Fact]
    public void The_exported_issuer_has_no_private_key()
    {
        var pem = new DocumentSigner(TestCertificates.Signing, TimeProvider.System).ExportIssuerPem();

        Assert.DoesNotContain("PRIVATE", pem, StringComparison.Ordinal);
        Assert.Equal(TestCertificates.Signing.RawData, X509Certificate2.CreateFromPem(pem).RawData);
    }

    [OpenSslFact]
    public void OpenSSL_verifies_a_signature_of_an_RSA_certificate_and_notices_a_changed_byte()
        => AssertOpenSsl(TestCertificates.Kek);

    [OpenSslFact]
    public void OpenSSL_verifies_a_signature_of_an_elliptic_certificate_and_notices_a_changed_byte()
        => AssertOpenSsl(TestCertificates.Signing);

    [OpenSslFact]
    public void OpenSSL_verifies_a_signature_of_a_certificate_without_a_subject_key_identifier()
        => AssertOpenSsl(TestCertificates.WithoutKeyIdentifier);

    private static void AssertOpenSsl(X509Certificate2 certificate)
    {
        var directory = Directory.CreateTempSubdirectory("gdpr-signing-").FullName;
        try
        {
            var signer = new DocumentSigner(certificate, new FakeTime());
            File.WriteAllBytes(Path.Combine(directory, "x.json"), Document);
            File.WriteAllBytes(Path.Combine(directory, "x.p7s"), signer.Sign(Document));
            File.WriteAllText(Path.Combine(directory, "issuer.pem"), signer.ExportIssuerPem());
            Assert.Equal(0, VerifyIn(directory));

            File.WriteAllBytes(Path.Combine(directory, "x.json"), [.. Document[..^1], (byte)']']);
            Assert.NotEqual(0, VerifyIn(directory));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static int VerifyIn(string directory) => OpenSsl.Run(
        directory, "cms", "-verify", "-binary", "-inform", "DER", "-in", "x.p7s", "-content", "x.json", "-CAfile", "issuer.pem", "-purpose", "any");

    private static byte[] Sign(X509Certificate2 certificate) => new DocumentSigner(certificate, new FakeTime()).Sign(Document);
}
