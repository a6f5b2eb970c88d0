using Gdpr.Toolkit.Core.Tests.Signing;
using Gdpr.Toolkit.Core.Tests.Vectors;
using Gdpr.Toolkit.Encryption;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>A key in a file, for development only.</summary>
public sealed class DevelopmentKeyTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly GdprToolkitOptions _options = new();

    private GdprToolkitBuilder Builder => new(new ServiceCollection(), _options);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_made_once_and_loaded_from_then_on()
    {
        var path = _folder.File("development.pfx");

        Builder.UseDevelopmentKey(path, Development);
        var wrapped = new CertificateKeyEncryptionKey(_options.KeyCertificates).Wrap([1, 2, 3]);
        Builder.UseDevelopmentKey(path, Development);

        Assert.Equal([1, 2, 3], new CertificateKeyEncryptionKey(_options.KeyCertificates).Unwrap(wrapped));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Its_file_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = _folder.File("development.pfx");

        Builder.UseDevelopmentKey(path, Development);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void It_can_encrypt_and_sign_alone()
    {
        Builder.UseDevelopmentKey(_folder.File("development.pfx"), Development);
        var signer = new EpochSigner(_options.EffectiveSigningCertificate!, []);
        var factory = new RealmFactory(new CertificateKeyEncryptionKey(_options.KeyCertificates), signer, new FakeTime());

        using var realm = factory.Open(factory.Create());

        Assert.Equal(1, realm.Epoch);
    }

    [Fact]
    public async Task Processes_that_start_together_get_the_same_key()
    {
        var path = _folder.File("development.pfx");

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => DevelopmentKey.LoadOrCreate(path, Development))));

        Assert.Single(made.Select(certificate => certificate.Thumbprint).Distinct());
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("Production", null)]
    [InlineData(null, "production")]
    [InlineData("Development", "PRODUCTION")]
    [InlineData(" Production ", "Development")]
    public void It_is_refused_in_production_and_no_file_is_made(string? dotnet, string? aspnet)
    {
        var path = _folder.File("development.pfx");

        var error = Assert.Throws<InvalidOperationException>(
            () => Builder.UseDevelopmentKey(path, name => name == "DOTNET_ENVIRONMENT" ? dotnet : aspnet));

        Assert.Contains("says Production", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void It_is_refused_where_no_environment_is_set_which_hosts_take_for_production(string? value)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Builder.UseDevelopmentKey(_folder.File("development.pfx"), _ => value));

        Assert.Contains("DOTNET_ENVIRONMENT=Development", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_warned_about_once_and_not_when_another_certificate_has_replaced_it()
    {
        var (used, replaced) = (new RecordedLog(), new RecordedLog());

        Builder.UseDevelopmentKey(_folder.File("development.pfx"), Development);
        CertificateLog.WarnAbout(_options, Now, used);
        Builder.UseCertificate(TestCertificates.Kek);
        CertificateLog.WarnAbout(_options, Now, replaced);

        Assert.StartsWith("Warning 1000", Assert.Single(used.Lines), StringComparison.Ordinal);
        Assert.Empty(replaced.Lines);
    }

    private static string? Development(string variable) => variable == "DOTNET_ENVIRONMENT" ? "Development" : null;
}
