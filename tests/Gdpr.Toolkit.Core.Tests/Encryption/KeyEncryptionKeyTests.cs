using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Core.Tests.Signing;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public class KeyEncryptionKeyTests
{
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";
    private const string Aes128Cbc = "2.16.840.1.101.3.4.1.2";
    private const string TripleDesCbc = "1.2.840.113549.3.7";

    private static readonly byte[] Key = TestKeys.Sequence(0, 32);

    [Fact]
    public void A_wrapped_key_comes_back()
    {
        var kek = new CertificateKeyEncryptionKey(TestCertificates.Kek);

        Assert.Equal(Key, kek.Unwrap(kek.Wrap(Key)));
    }

    [Fact]
    public void Each_of_two_recipients_opens_the_envelope_alone()
    {
        var envelope = new CertificateKeyEncryptionKey(TestCertificates.Kek, TestCertificates.PublicOnly(TestCertificates.RenewedKek)).Wrap(Key);

        Assert.Equal(Key, new CertificateKeyEncryptionKey(TestCertificates.Kek).Unwrap(envelope));
        Assert.Equal(Key, new CertificateKeyEncryptionKey(TestCertificates.RenewedKek).Unwrap(envelope));
    }

    [Fact]
    public void A_certificate_without_a_subject_key_identifier_opens_what_it_wrapped()
    {
        var kek = new CertificateKeyEncryptionKey(TestCertificates.WithoutKeyIdentifier, TestCertificates.Kek);

        var envelope = kek.Wrap(Key);

        Assert.Equal(Key, new CertificateKeyEncryptionKey(TestCertificates.WithoutKeyIdentifier).Unwrap(envelope));
        Assert.Equal(Key, new CertificateKeyEncryptionKey(TestCertificates.Kek).Unwrap(envelope));
    }

    [Fact]
    public void Another_certificate_does_not_open_the_envelope()
    {
        var envelope = new CertificateKeyEncryptionKey(TestCertificates.Kek).Wrap(Key);

        Assert.Throws<CryptographicException>(() => new CertificateKeyEncryptionKey(TestCertificates.RenewedKek).Unwrap(envelope));
    }

    [Fact]
    public void Recipients_are_named_by_key_identifier_and_use_the_declared_algorithms()
    {
        var cms = new EnvelopedCms();
        cms.Decode(new CertificateKeyEncryptionKey(TestCertificates.Kek).Wrap(Key));

        var recipient = Assert.Single(cms.RecipientInfos.Cast<RecipientInfo>());
        Assert.Equal(SubjectIdentifierType.SubjectKeyIdentifier, recipient.RecipientIdentifier.Type);
        Assert.Equal("1.2.840.113549.1.1.7", recipient.KeyEncryptionAlgorithm.Oid.Value);
        Assert.Equal(Aes256Cbc, cms.ContentEncryptionAlgorithm.Oid.Value);
    }

    [Theory]
    [InlineData(TripleDesCbc)]
    [InlineData(Aes128Cbc)]
    public void Weaker_content_encryption_is_refused(string algorithm)
        => AssertRefused(Envelope(algorithm, RSAEncryptionPadding.OaepSHA256));

    [Fact]
    public void Key_transport_with_PKCS1_is_refused() => AssertRefused(Envelope(Aes256Cbc, RSAEncryptionPadding.Pkcs1));

    [Fact]
    public void Key_transport_with_OAEP_over_SHA1_is_refused() => AssertRefused(Envelope(Aes256Cbc, RSAEncryptionPadding.OaepSHA1));

    [Fact]
    public void One_weak_recipient_beside_a_good_one_is_refused()
    {
        var cms = new EnvelopedCms(new ContentInfo(Key), new AlgorithmIdentifier(new Oid(Aes256Cbc)));
        cms.Encrypt(
        [
            Recipient(TestCertificates.Kek, RSAEncryptionPadding.OaepSHA256),
            Recipient(TestCertificates.RenewedKek, RSAEncryptionPadding.Pkcs1),
        ]);

        AssertRefused(cms.Encode());
    }

    [Fact]
    public void A_short_RSA_key_is_refused()
        => Assert.Throws<ArgumentException>(() => new CertificateKeyEncryptionKey(TestCertificates.WeakKek));

    [Fact]
    public void A_certificate_without_RSA_is_refused()
        => Assert.Throws<ArgumentException>(() => new CertificateKeyEncryptionKey(TestCertificates.Signing));

    [Fact]
    public void Certificates_without_any_private_key_are_refused()
        => Assert.Throws<ArgumentException>(() => new CertificateKeyEncryptionKey(TestCertificates.PublicOnly(TestCertificates.Kek)));

    [Fact]
    public void No_certificate_is_refused()
        => Assert.Throws<ArgumentException>(() => new CertificateKeyEncryptionKey([]));

    private static void AssertRefused(byte[] envelope)
    {
        var failure = Assert.Throws<CryptographicException>(() => new CertificateKeyEncryptionKey(TestCertificates.Kek).Unwrap(envelope));

        Assert.StartsWith("The wrapped key is refused", failure.Message, StringComparison.Ordinal);
    }

    private static byte[] Envelope(string algorithm, RSAEncryptionPadding padding)
    {
        var cms = new EnvelopedCms(new ContentInfo(Key), new AlgorithmIdentifier(new Oid(algorithm)));
        cms.Encrypt(Recipient(TestCertificates.Kek, padding));
        return cms.Encode();
    }

    private static CmsRecipient Recipient(X509Certificate2 certificate, RSAEncryptionPadding padding)
        => new(SubjectIdentifierType.SubjectKeyIdentifier, certificate, padding);
}
