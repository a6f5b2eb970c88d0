using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Core.Tests.Signing;

/// <summary>Self-signed certificates in memory, made once: an RSA key of 3072 bits takes a second.</summary>
internal static class TestCertificates
{
    private static readonly Lazy<X509Certificate2> LazyKek = new(() => Rsa("kek", 3072));
    private static readonly Lazy<X509Certificate2> LazyRenewedKek = new(() => Rsa("renewed kek", 3072));
    private static readonly Lazy<X509Certificate2> LazyWeakKek = new(() => Rsa("weak kek", 2048));
    private static readonly Lazy<X509Certificate2> LazySigning = new(() => Elliptic("signing"));
    private static readonly Lazy<X509Certificate2> LazyPlain = new(Plain);
    private static readonly Lazy<X509Certificate2> LazyForeign = new(() => Elliptic("signing"));

    public static X509Certificate2 Kek => LazyKek.Value;

    public static X509Certificate2 RenewedKek => LazyRenewedKek.Value;

    public static X509Certificate2 WeakKek => LazyWeakKek.Value;

    public static X509Certificate2 Signing => LazySigning.Value;

    /// <summary>A certificate as <see cref="CertificateRequest"/> makes it by default: without a subject key identifier.</summary>
    public static X509Certificate2 WithoutKeyIdentifier => LazyPlain.Value;

    /// <summary>Another certificate with the same name as <see cref="Signing"/>.</summary>
    public static X509Certificate2 ForeignSigning => LazyForeign.Value;

    /// <summary>The certificate as everybody has it: without its private key.</summary>
    public static X509Certificate2 PublicOnly(X509Certificate2 certificate)
        => X509CertificateLoader.LoadCertificate(certificate.RawData);

    public static X509Certificate2 Rsa(string name, int bits)
    {
        using var key = RSA.Create(bits);
        return SelfSign(new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static X509Certificate2 Plain()
    {
        using var key = RSA.Create(3072);
        return new CertificateRequest("O=Somebody \"& Sons\", CN=plain", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static X509Certificate2 Elliptic(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return SelfSign(new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256));
    }

    private static X509Certificate2 SelfSign(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        return request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
