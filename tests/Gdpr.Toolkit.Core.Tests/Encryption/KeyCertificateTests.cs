using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Core.Tests.Signing;
using Gdpr.Toolkit.Core.Tests.Vectors;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Key certificates from files and stores, and what is said of those that cannot be used.</summary>
public sealed class KeyCertificateTests : IDisposable
{
    private const string Password = "åsa's secret";

    private readonly TemporaryFolder _folder = new();
    private readonly GdprToolkitOptions _options = new();

    private GdprToolkitBuilder Builder => new(new ServiceCollection(), _options);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_certificate_from_a_PKCS12_file_wraps_and_unwraps_keys()
    {
        var path = Pkcs12(TestCertificates.Kek);

        Builder.UseCertificateFromPkcs12(path, Password, TestCertificates.RenewedKek);

        var kek = new CertificateKeyEncryptionKey(_options.KeyCertificates);
        Assert.Equal([1, 2, 3], kek.Unwrap(kek.Wrap([1, 2, 3])));
        Assert.Equal(2, _options.KeyCertificates.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Password)]
    public void A_certificate_from_a_pair_of_PEM_files_wraps_and_unwraps_keys(string? password)
    {
        var (certificate, key) = Pem(TestCertificates.Kek, password);

        Builder.UseCertificateFromPem(certificate, key, password);

        var kek = new CertificateKeyEncryptionKey(_options.KeyCertificates);
        Assert.Equal([1, 2, 3], kek.Unwrap(kek.Wrap([1, 2, 3])));
    }

    [Fact]
    public void Certificates_that_are_disposed_after_they_were_passed_go_on_being_used()
    {
        var (keys, signing) = (new X509Certificate2(TestCertificates.Kek), new X509Certificate2(TestCertificates.Signing));
        Builder.UseCertificate(keys).UseSigningCertificate(signing);
        keys.Dispose();
        signing.Dispose();

        var kek = new CertificateKeyEncryptionKey(_options.KeyCertificates);
        var signature = DetachedSignature.Sign([1, 2, 3], _options.SigningCertificate!, DateTimeOffset.UnixEpoch);

        Assert.Equal([1, 2, 3], kek.Unwrap(kek.Wrap([1, 2, 3])));
        DetachedSignature.Verify([1, 2, 3], signature, TestCertificates.Signing);
    }

    [Fact]
    public void A_certificate_that_was_disposed_before_it_is_passed_is_refused_with_the_way_out()
    {
        var certificate = new X509Certificate2(TestCertificates.Kek);
        certificate.Dispose();

        Action[] uses =
        [
            () => Builder.UseCertificate(certificate),
            () => Builder.UseCertificate(TestCertificates.Kek, certificate),
            () => Builder.UseSigningCertificate(certificate),
            () => Builder.UseSigningCertificate(TestCertificates.Kek, certificate),
        ];

        Assert.All(uses, use => Assert.Contains("Load it anew", Assert.Throws<ArgumentException>(use).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_file_is_named_with_where_it_was_looked_for()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Builder.UseCertificateFromPkcs12("no-such.pfx", null));

        Assert.Contains(Path.GetFullPath("no-such.pfx"), error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Builder.UseCertificateFromPem("no-such.pem", "no-such.key"));
    }

    [Fact]
    public void A_wrong_password_is_said_and_never_shown()
    {
        var pkcs12 = Pkcs12(TestCertificates.Kek);
        var (certificate, key) = Pem(TestCertificates.Kek, Password);

        AssertRefused("password is wrong", () => Builder.UseCertificateFromPkcs12(pkcs12, "hunter2"));
        AssertRefused("password is wrong", () => Builder.UseCertificateFromPkcs12(pkcs12, null));
        AssertRefused("password is wrong", () => Builder.UseCertificateFromPem(certificate, key, "hunter2"));
        AssertRefused("password is wrong or missing", () => Builder.UseCertificateFromPem(certificate, key));
    }

    [Fact]
    public void A_file_of_another_kind_is_said()
    {
        var path = _folder.File("text.pfx");
        File.WriteAllText(path, "not a certificate");

        AssertRefused("no PKCS#12", () => Builder.UseCertificateFromPkcs12(path, null));
        AssertRefused("no PEM", () => Builder.UseCertificateFromPem(path, path));
    }

    [Fact]
    public void A_key_of_another_certificate_is_said()
    {
        var (certificate, _) = Pem(TestCertificates.Kek, null);
        var (_, other) = Pem(TestCertificates.RenewedKek, null);

        AssertRefused("of another certificate", () => Builder.UseCertificateFromPem(certificate, other));
    }

    [Fact]
    public void A_certificate_without_its_private_key_is_refused()
        => AssertRefused("no private key", () => Builder.UseCertificateFromPkcs12(Pkcs12(TestCertificates.PublicOnly(TestCertificates.Kek)), Password));

    [Fact]
    public void A_key_that_is_too_small_or_of_another_kind_is_refused()
    {
        AssertRefused("2048 bits", () => Builder.UseCertificateFromPkcs12(Pkcs12(TestCertificates.WeakKek), Password));
        AssertRefused("no RSA key", () => Builder.UseCertificateFromPkcs12(Pkcs12(TestCertificates.Signing), Password));
    }

    [Fact]
    public void A_certificate_that_may_only_sign_is_refused()
    {
        using var certificate = Make(X509KeyUsageFlags.DigitalSignature, 2060);

        AssertRefused("KeyEncipherment", () => Builder.UseCertificateFromPkcs12(Pkcs12(certificate), Password));
    }

    [Fact]
    public void An_expired_certificate_is_used_with_a_warning()
    {
        using var certificate = Make(X509KeyUsageFlags.KeyEncipherment, 2021);
        var log = new RecordedLog();

        Builder.UseCertificateFromPkcs12(Pkcs12(certificate), Password);
        CertificateLog.WarnAbout(_options, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), log);

        Assert.Contains("2021-01-01", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.StartsWith("Warning 1001", log.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_valid_certificate_is_not_mentioned()
    {
        var log = new RecordedLog();
        Builder.UseCertificateFromPkcs12(Pkcs12(TestCertificates.Kek), Password);

        CertificateLog.WarnAbout(_options, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), log);

        Assert.Empty(log.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("0123456789abcdef0123456789abcdef0123456g")]
    public void A_thumbprint_of_another_form_is_refused(string thumbprint)
        => Assert.Throws<ArgumentException>(() => Builder.UseCertificateFromStore(thumbprint));

    [Fact]
    public void A_certificate_is_found_in_the_store_by_either_thumbprint_as_windows_shows_it()
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadWrite);
        using var certificate = Make(X509KeyUsageFlags.KeyEncipherment, 2060);
        using var stored = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.PersistKeySet | X509KeyStorageFlags.Exportable);
        store.Add(stored);
        try
        {
            var spaced = "\u200E" + string.Join(' ', certificate.Thumbprint.ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));

            Builder.UseCertificateFromStore(spaced);
            Assert.Equal(certificate.Thumbprint, _options.KeyCertificates.Single().Thumbprint);
            Builder.UseCertificateFromStore(certificate.GetCertHashString(HashAlgorithmName.SHA256));
            Assert.Equal(certificate.Thumbprint, _options.KeyCertificates.Single().Thumbprint);
            Assert.True(_options.KeyCertificates.Single().HasPrivateKey);
        }
        finally
        {
            store.Remove(stored);
        }

        AssertRefused("no certificate with this thumbprint", () => Builder.UseCertificateFromStore(certificate.Thumbprint));
    }

    private static void AssertRefused(string why, Action use)
    {
        var error = Assert.Throws<InvalidOperationException>(use);

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
    }

    private static X509Certificate2 Make(X509KeyUsageFlags usage, int until)
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=made for a test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        return request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(until, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private string Pkcs12(X509Certificate2 certificate)
    {
        var path = _folder.File($"{Guid.NewGuid():N}.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, Password));
        return path;
    }

    private (string Certificate, string Key) Pem(X509Certificate2 certificate, string? password)
    {
        var path = _folder.File($"{Guid.NewGuid():N}");
        using var rsa = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(path + ".pem", certificate.ExportCertificatePem());
        File.WriteAllText(path + ".key", password is null
            ? rsa.ExportPkcs8PrivateKeyPem()
            : rsa.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        return (path + ".pem", path + ".key");
    }
}
