using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What can be wrong with a key certificate before it is used. Never a password.</summary>
internal static class CertificateErrors
{
    public static FileNotFoundException FileMissing(string path) => new(
        $"The key certificate's file '{path}' is not there, or cannot be read. It was looked for at '{Path.GetFullPath(path)}': "
        + "correct the path, or deploy the file.", path);

    public static InvalidOperationException Pkcs12NotOpened(string path, Exception inner) => new(
        $"The key certificate in '{path}' cannot be opened: the password is wrong, or the file is no PKCS#12. "
        + "Check it with 'openssl pkcs12 -info -noout -in …'.", inner);

    public static InvalidOperationException PemNotOpened(string certificatePath, string keyPath, Exception inner) => new(
        $"The key certificate in '{certificatePath}' and the private key in '{keyPath}' cannot be used together: one is no PEM, the "
        + "key's password is wrong or missing, or the key is of another certificate.", inner);

    public static ArgumentException Thumbprint(string parameter) => new(
        "A thumbprint has 40 hexadecimal digits (SHA-1) or 64 (SHA-256).", parameter);

    public static InvalidOperationException StoreNotOpened(StoreName name, StoreLocation location, Exception inner) => new(
        $"The certificate store '{location}/{name}' cannot be opened. Create it by importing the certificate as the user that runs "
        + "the application, or load the certificate from a file.", inner);

    public static InvalidOperationException NotInStore(StoreName name, StoreLocation location) => new(
        $"The certificate store '{location}/{name}' has no certificate with this thumbprint for the user that runs the application. "
        + "Import it there, or correct thumbprint and store.");

    public static InvalidOperationException NoPrivateKey(string subject, string where) => new(
        $"The certificate '{subject}' {where} has no private key that this process can use. Export it together with its key, or give "
        + "the application's user the right to read it.");

    public static InvalidOperationException KeySize(string subject, string where, int? bits) => new(
        $"The certificate '{subject}' {where} cannot be a key encryption key: it has {(bits is null ? "no RSA key" : $"an RSA key of {bits} bits")}, "
        + "and RSA with at least 3072 bits is needed. Make a new certificate.");

    public static InvalidOperationException KeyUsage(string subject, string where) => new(
        $"The certificate '{subject}' {where} may not wrap keys: its key usage lacks '{X509KeyUsageFlags.KeyEncipherment}'. Pass one that may.");

    public static InvalidOperationException DevelopmentKeyInProduction() => new(
        "UseDevelopmentKey is refused: DOTNET_ENVIRONMENT or ASPNETCORE_ENVIRONMENT says Production. Use a certificate of your own with "
        + "UseCertificateFromPkcs12, UseCertificateFromPem or UseCertificateFromStore.");

    public static InvalidOperationException DevelopmentKeyWithoutEnvironment() => new(
        "UseDevelopmentKey is refused: neither DOTNET_ENVIRONMENT nor ASPNETCORE_ENVIRONMENT is set, which hosts take for Production. "
        + "Set DOTNET_ENVIRONMENT=Development on machines of developers, and use a certificate everywhere else.");
}
