using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A certificate in a file without a password, so that development needs no set-up. Never in production.</summary>
internal static class DevelopmentKey
{
    private const int KeySize = 3072;

    private static readonly string[] Variables = ["DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT"];

    /// <exception cref="InvalidOperationException">The environment is Production, or not set.</exception>
    public static X509Certificate2 LoadOrCreate(string path, Func<string, string?> environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireDevelopment(environment);
        if (!File.Exists(path))
            Create(path);
        return KeyCertificateLoader.FromPkcs12(path, password: null);
    }

    // Whichever of the two a host goes by: one that says Production is enough to refuse.
    private static void RequireDevelopment(Func<string, string?> environment)
    {
        var names = Variables.Select(variable => environment(variable)?.Trim()).Where(name => !string.IsNullOrEmpty(name)).ToList();
        if (names.Count == 0)
            throw CertificateErrors.DevelopmentKeyWithoutEnvironment();
        if (names.Contains("Production", StringComparer.OrdinalIgnoreCase))
            throw CertificateErrors.DevelopmentKeyInProduction();
    }

    // Written beside it and moved, so that of two processes that start together both load the one file that came first.
    private static void Create(string path)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(temporary, options))
                file.Write(MakePkcs12());
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else was first: theirs counts.
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static byte[] MakePkcs12()
    {
        using var key = RSA.Create(KeySize);
        var request = new CertificateRequest("CN=Gdpr.Toolkit development only", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(
            new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 12, 31, 0, 0, 0, TimeSpan.Zero));
        return certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password: null);
    }
}
