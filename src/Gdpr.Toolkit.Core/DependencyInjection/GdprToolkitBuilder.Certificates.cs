using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit;

public sealed partial class GdprToolkitBuilder
{
    /// <summary>Uses a certificate from a PKCS#12 file (<c>.pfx</c>, <c>.p12</c>) as key-encryption key; see <see cref="UseCertificate"/>.</summary>
    /// <remarks>An expired certificate is used, with a warning in the log: data must not become unreadable at midnight.</remarks>
    /// <param name="path">The file, relative to the current directory if it is not absolute.</param>
    /// <param name="password">The file's password, or <see langword="null"/> for none.</param>
    /// <param name="recipients">Further certificates whose private keys can unwrap.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidOperationException">
    /// The password is wrong or the file damaged; the certificate has no private key, no RSA key of at least 3072 bits, or may not
    /// encipher keys.
    /// </exception>
    public GdprToolkitBuilder UseCertificateFromPkcs12(string path, string? password, params X509Certificate2[] recipients)
        => UseCertificate(KeyCertificateLoader.FromPkcs12(path, password), recipients);

    /// <summary>Uses a certificate from a pair of PEM files as key-encryption key; see <see cref="UseCertificate"/>.</summary>
    /// <inheritdoc cref="UseCertificateFromPkcs12" path="/remarks"/>
    /// <param name="certificatePath">The file with the certificate.</param>
    /// <param name="keyPath">The file with its private key; the same one, where it has both.</param>
    /// <param name="keyPassword">The password of an encrypted key (<c>BEGIN ENCRYPTED PRIVATE KEY</c>), or <see langword="null"/>.</param>
    /// <param name="recipients">Further certificates whose private keys can unwrap.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="FileNotFoundException">One of the files is not there.</exception>
    /// <exception cref="InvalidOperationException">
    /// The password is wrong, a file is no PEM or the key is of another certificate; the certificate has no RSA key of at least
    /// 3072 bits, or may not encipher keys.
    /// </exception>
    public GdprToolkitBuilder UseCertificateFromPem(
        string certificatePath, string keyPath, string? keyPassword = null, params X509Certificate2[] recipients)
        => UseCertificate(KeyCertificateLoader.FromPem(certificatePath, keyPath, keyPassword), recipients);

    /// <summary>Uses a certificate from a certificate store of the machine as key-encryption key; see <see cref="UseCertificate"/>.</summary>
    /// <inheritdoc cref="UseCertificateFromPkcs12" path="/remarks"/>
    /// <param name="thumbprint">SHA-1 (40 digits) or SHA-256 (64 digits) of the certificate, in hexadecimal. White space, colons and case do not count.</param>
    /// <param name="storeName">The store. The default is <see cref="StoreName.My"/>.</param>
    /// <param name="storeLocation">Whose store. The default is <see cref="StoreLocation.CurrentUser"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The thumbprint has another form.</exception>
    /// <exception cref="InvalidOperationException">
    /// The store has no such certificate; or it has no private key, no RSA key of at least 3072 bits, or may not encipher keys.
    /// </exception>
    public GdprToolkitBuilder UseCertificateFromStore(
        string thumbprint, StoreName storeName = StoreName.My, StoreLocation storeLocation = StoreLocation.CurrentUser)
        => UseCertificate(KeyCertificateLoader.FromStore(thumbprint, storeName, storeLocation));

    /// <summary>Uses a certificate from a file without a password, which is made where there is none. For development only.</summary>
    /// <remarks>
    /// The file is the key: whoever has it can read everything. Keep it out of version control. A warning is logged once. Only where
    /// <c>DOTNET_ENVIRONMENT</c> or <c>ASPNETCORE_ENVIRONMENT</c> is set, and neither to <c>Production</c>: hosts take unset for Production.
    /// </remarks>
    /// <param name="path">The file. Its folder has to be there.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The environment is Production, or not set; or the file is no such certificate.</exception>
    public GdprToolkitBuilder UseDevelopmentKey(string path) => UseDevelopmentKey(path, Environment.GetEnvironmentVariable);

    internal GdprToolkitBuilder UseDevelopmentKey(string path, Func<string, string?> environment)
    {
        var certificate = DevelopmentKey.LoadOrCreate(path, environment);
        _options.DevelopmentCertificate = certificate;
        return UseCertificate(certificate);
    }
}
