using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Testing.Tests;

public class TestCertificateTests
{
    [Fact]
    public void A_certificate_for_keys_can_do_nothing_else()
    {
        using var certificate = TestCertificate.CreateKeyEncryption();

        Check(certificate, X509KeyUsageFlags.KeyEncipherment);
    }

    [Fact]
    public void A_certificate_for_signing_can_do_nothing_else()
    {
        using var certificate = TestCertificate.CreateSigning();

        Check(certificate, X509KeyUsageFlags.DigitalSignature);
    }

    private static void Check(X509Certificate2 certificate, X509KeyUsageFlags usage)
    {
        Assert.Equal(3072, certificate.GetRSAPrivateKey()!.KeySize);
        Assert.Contains("tests only", certificate.Subject, StringComparison.Ordinal);
        Assert.Equal(usage, Assert.Single(certificate.Extensions.OfType<X509KeyUsageExtension>()).KeyUsages);
        Assert.Single(certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>());
        Assert.True(certificate.NotBefore.Year <= 2000 && certificate.NotAfter.Year >= 2099);
    }
}
