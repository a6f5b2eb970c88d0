using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Signing;

/// <summary>How CMS names a certificate: by its subject key identifier, or by issuer and serial number where it has none.</summary>
/// <remarks>
/// An identifier that is not in the certificate is computed in several ways, and OpenSSL in none: a name that only some
/// readers can match would make keys unreadable and signatures unverifiable.
/// </remarks>
internal static class CertificateIdentity
{
    public static SubjectIdentifierType TypeFor(X509Certificate2 certificate)
        => KeyIdentifier(certificate) is null ? SubjectIdentifierType.IssuerAndSerialNumber : SubjectIdentifierType.SubjectKeyIdentifier;

    public static bool Matches(X509Certificate2 certificate, SubjectIdentifier identifier) => identifier switch
    {
        { Type: SubjectIdentifierType.SubjectKeyIdentifier, Value: string identified }
            => string.Equals(KeyIdentifier(certificate), identified, StringComparison.OrdinalIgnoreCase),
        { Type: SubjectIdentifierType.IssuerAndSerialNumber, Value: System.Security.Cryptography.Xml.X509IssuerSerial issued }
            => certificate.Issuer == issued.IssuerName
                && string.Equals(certificate.SerialNumber, issued.SerialNumber, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static string? KeyIdentifier(X509Certificate2 certificate)
        => certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifier;
}
