using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.TestSupport.Tests;

public class TestCertificatesTests
{
    [Fact]
    public void Each_certificate_is_made_once_with_a_key_of_its_own()
    {
        X509Certificate2[] all = [TestCertificates.KeyEncryption, TestCertificates.Signing, TestCertificates.Other];

        Assert.Same(TestCertificates.Signing, TestCertificates.Signing);
        Assert.All(all, certificate => Assert.True(certificate.HasPrivateKey));
        Assert.All(all, certificate => Assert.Equal(3072, certificate.GetRSAPublicKey()!.KeySize));
        Assert.Equal(3, all.Select(certificate => certificate.GetPublicKeyString()).Distinct().Count());
    }
}
