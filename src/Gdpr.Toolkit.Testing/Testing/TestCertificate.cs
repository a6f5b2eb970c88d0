using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Testing;

/// <summary>Makes self-signed certificates in memory. For tests only: their private keys are nowhere else, and nobody vouches for them.</summary>
/// <remarks>Making one takes a moment (RSA with 3072 bits): share it between tests. It is valid from 2000 to 2099, whatever a test's clock says.</remarks>
public static class TestCertificate
{
    private const int KeySize = 3072;

    /// <summary>Creates a certificate for <see cref="GdprToolkitBuilder.UseCertificate"/>.</summary>
    /// <returns>A certificate with its private key, limited to key encipherment. The caller disposes it.</returns>
    public static X509Certificate2 CreateKeyEncryption() => Create("CN=For tests only: key encryption", X509KeyUsageFlags.KeyEncipherment);

    /// <summary>Creates a certificate for <see cref="GdprToolkitBuilder.UseSigningCertificate"/>.</summary>
    /// <returns>A certificate with its private key, limited to digital signatures. The caller disposes it.</returns>
    public static X509Certificate2 CreateSigning() => Create("CN=For tests only: signing", X509KeyUsageFlags.DigitalSignature);

    private static X509Certificate2 Create(string name, X509KeyUsageFlags usage)
    {
        using var key = RSA.Create(KeySize);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(
            new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2099, 12, 31, 0, 0, 0, TimeSpan.Zero));
    }
}
