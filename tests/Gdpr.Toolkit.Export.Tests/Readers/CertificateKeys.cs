using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Export.Tests.Readers;

/// <summary>Gives the private keys of test certificates to programs.</summary>
internal static class CertificateKeys
{
    public static string GetRSAPrivateKeyPem(this X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
