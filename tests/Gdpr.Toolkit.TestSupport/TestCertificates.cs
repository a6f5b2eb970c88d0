using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.TestSupport;

/// <summary>Self-signed RSA-3072 certificates with private keys, made once per test process. Don't dispose them.</summary>
public static class TestCertificates
{
    private const string DirectoryVariable = "GDPR_TEST_CERTIFICATES";

    private static readonly Lazy<X509Certificate2> KeyEncryptionCertificate
        = new(() => Create("Gdpr.Toolkit test key encryption", X509KeyUsageFlags.KeyEncipherment));

    private static readonly Lazy<X509Certificate2> SigningCertificate
        = new(() => Create("Gdpr.Toolkit test signing", X509KeyUsageFlags.DigitalSignature));

    private static readonly Lazy<X509Certificate2> OtherCertificate
        = new(() => Create("Gdpr.Toolkit test stranger", X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DigitalSignature));

    /// <summary>Gets a certificate for encrypting keys only.</summary>
    public static X509Certificate2 KeyEncryption => KeyEncryptionCertificate.Value;

    /// <summary>Gets a certificate for signing only.</summary>
    public static X509Certificate2 Signing => SigningCertificate.Value;

    /// <summary>Gets the certificate of somebody else: right in form, wrong in key.</summary>
    public static X509Certificate2 Other => OtherCertificate.Value;

    /// <summary>Gives a child process the certificates of this one.</summary>
    /// <param name="directory">Gets the certificates with their keys.</param>
    /// <returns>The environment variable that the child process needs.</returns>
    public static (string Name, string Value) SaveForChildProcess(string directory)
    {
        foreach (var certificate in new[] { KeyEncryption, Signing, Other })
        {
            File.WriteAllBytes(PathOf(directory, certificate.GetNameInfo(X509NameType.SimpleName, false)), certificate.Export(X509ContentType.Pkcs12));
        }

        return (DirectoryVariable, directory);
    }

    private static string PathOf(string directory, string commonName) => Path.Combine(directory, commonName + ".pfx");

    private static X509Certificate2 Create(string commonName, X509KeyUsageFlags usage)
    {
        if (Environment.GetEnvironmentVariable(DirectoryVariable) is { } directory)
        {
            return X509CertificateLoader.LoadPkcs12FromFile(PathOf(directory, commonName), password: null, X509KeyStorageFlags.Exportable);
        }

        using var rsa = RSA.Create(3072);
        var request = new CertificateRequest($"CN={commonName}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));

        // Valid at every time that a test's clock may show.
        return request.CreateSelfSigned(
            new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2099, 12, 31, 0, 0, 0, TimeSpan.Zero));
    }
}
