using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HostingCompany.Output;

/// <summary>Self-signed certificates for a demonstration.</summary>
/// <remarks>
/// A real application gets its certificates from a key vault or the operating system's store, and keeps the private key
/// of the first away from the database and its backups: whoever has both can read everything.
/// </remarks>
internal static class DemoCertificates
{
    private const int KeySize = 3072;

    // From before the story begins until after it ends, and on the day on which somebody verifies a signature.
    private static readonly DateTimeOffset ValidFrom = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ValidTo = new(2046, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Makes the certificate under which the keys of people are stored, and saves it: without it nothing can be read.</summary>
    public static X509Certificate2 CreateKeyCertificate(string path)
    {
        var certificate = Create("CN=Hosting Company demo key encryption", X509KeyUsageFlags.KeyEncipherment);
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx));
        return certificate;
    }

    /// <summary>Makes the certificate that signs erasure certificates and export packages. Only its public part is kept.</summary>
    public static X509Certificate2 CreateSigningCertificate()
        => Create("CN=Hosting Company demo signing", X509KeyUsageFlags.DigitalSignature);

    private static X509Certificate2 Create(string name, X509KeyUsageFlags usage)
    {
        using var key = RSA.Create(KeySize);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(ValidFrom, ValidTo);
    }
}
