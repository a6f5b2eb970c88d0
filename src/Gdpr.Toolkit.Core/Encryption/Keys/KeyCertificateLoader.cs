using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Loads certificates that can be key encryption keys, and says what is wrong with the others.</summary>
internal static class KeyCertificateLoader
{
    private const int MinimumKeySize = 3072;
    private const int Sha1Digits = 40;
    private const int Sha256Digits = 64;

    public static X509Certificate2 FromPkcs12(string path, string? password)
    {
        RequireFile(path);
        try
        {
            return Require(X509CertificateLoader.LoadPkcs12FromFile(path, password), $"in '{path}'");
        }
        catch (CryptographicException e)
        {
            throw CertificateErrors.Pkcs12NotOpened(path, e);
        }
    }

    public static X509Certificate2 FromPem(string certificatePath, string keyPath, string? keyPassword)
    {
        RequireFile(certificatePath);
        RequireFile(keyPath);
        try
        {
            var certificate = keyPassword is null
                ? X509Certificate2.CreateFromPemFile(certificatePath, keyPath)
                : X509Certificate2.CreateFromEncryptedPemFile(certificatePath, keyPassword, keyPath);
            return Require(certificate, $"in '{certificatePath}'");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw CertificateErrors.PemNotOpened(certificatePath, keyPath, e);
        }
    }

    public static X509Certificate2 FromStore(string thumbprint, StoreName storeName, StoreLocation storeLocation)
    {
        ArgumentNullException.ThrowIfNull(thumbprint);
        // Windows shows thumbprints with spaces, and copies an invisible mark before them.
        var digits = string.Concat(thumbprint.Where(c => c is not (':' or '\u200E') && !char.IsWhiteSpace(c)));
        if (digits.Length is not (Sha1Digits or Sha256Digits) || !digits.All(char.IsAsciiHexDigit))
            throw CertificateErrors.Thumbprint(nameof(thumbprint));
        var algorithm = digits.Length == Sha1Digits ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        using var store = new X509Store(storeName, storeLocation);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException e)
        {
            throw CertificateErrors.StoreNotOpened(storeName, storeLocation, e);
        }

        var found = store.Certificates.FirstOrDefault(
            certificate => certificate.GetCertHashString(algorithm).Equals(digits, StringComparison.OrdinalIgnoreCase));
        return Require(found ?? throw CertificateErrors.NotInStore(storeName, storeLocation), $"in the store '{storeLocation}/{storeName}'");
    }

    private static X509Certificate2 Require(X509Certificate2 certificate, string where)
    {
        if (!certificate.HasPrivateKey)
            throw CertificateErrors.NoPrivateKey(certificate.Subject, where);
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is null || rsa.KeySize < MinimumKeySize)
            throw CertificateErrors.KeySize(certificate.Subject, where, rsa?.KeySize);
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        return usage is null || usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyEncipherment)
            ? certificate
            : throw CertificateErrors.KeyUsage(certificate.Subject, where);
    }

    private static void RequireFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw CertificateErrors.FileMissing(path);
    }
}
