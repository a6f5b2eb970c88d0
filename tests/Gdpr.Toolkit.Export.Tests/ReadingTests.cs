using System.Text;
using Gdpr.Toolkit.Export.Tests.Club;
using Gdpr.Toolkit.Export.Tests.Readers;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.Export.Tests;

/// <summary>Programs that are not ours read what is in a package.</summary>
public sealed class ReadingTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gdpr-export-");

    public void Dispose() => _directory.Delete(recursive: true);

    [SchemaFact]
    public Task Every_JSON_file_of_an_access_package_is_valid_against_its_schema() => ValidatesAsync(ExportProfile.Access, files: 14);

    [SchemaFact]
    public Task Every_JSON_file_of_a_portability_package_is_valid_against_its_schema() => ValidatesAsync(ExportProfile.Portability, files: 7);

    [SchemaFact]
    public async Task What_is_retained_after_an_erasure_is_exported_and_valid_against_its_schema()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        await club.EraseAsync(member);

        var package = await club.PackAsync(member);

        package.Unpack(_directory.FullName);
        Assert.Equal((0, "14 files, 0 problems"), (Schemas.Validate(_directory.FullName).ExitCode, Schemas.Validate(_directory.FullName).Output.Trim()));
        Assert.Contains("=1+1", package.Json("data/order.json")["records"]!.AsArray().Select(order => (string?)order!["article"]));
        Assert.DoesNotContain("Åsa", package.Text("data/member.json"), StringComparison.Ordinal);
    }

    [SchemaFact]
    public async Task A_file_with_a_field_that_nobody_described_is_not_valid()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        var package = await club.PackAsync(member);
        package.Unpack(_directory.FullName);
        File.WriteAllText(Path.Combine(_directory.FullName, "data/member.json"), package.Text("data/member.json").Replace("fullName", "customersName", StringComparison.Ordinal));

        var (exitCode, output) = Schemas.Validate(_directory.FullName);

        Assert.Equal(1, exitCode);
        Assert.Contains("customersName", output, StringComparison.Ordinal);
    }

    [SchemaFact]
    public async Task Every_CSV_reads_as_the_JSON_beside_it_and_holds_no_formula()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        (await club.PackAsync(member)).Unpack(_directory.FullName);

        var (exitCode, output) = Schemas.CompareCsv(_directory.FullName);

        Assert.Equal((0, "all cells compared, 0 problems"), (exitCode, output.Trim()));
    }

    [OpenSslFact]
    public async Task OpenSSL_verifies_the_manifest_and_notices_one_changed_byte()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        (await club.PackAsync(member)).Unpack(_directory.FullName);
        File.WriteAllText(Path.Combine(_directory.FullName, "issuer.pem"), TestCertificates.Signing.ExportCertificatePem());

        Assert.Equal(0, Verify());

        var manifest = Path.Combine(_directory.FullName, "manifest.json");
        var bytes = File.ReadAllBytes(manifest);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(manifest, bytes);
        Assert.NotEqual(0, Verify());
    }

    [OpenSslFact]
    public async Task OpenSSL_opens_a_package_that_is_encrypted_to_a_recipient_and_nobody_else_does()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        Write("recipient.pem", TestCertificates.KeyEncryption.ExportCertificatePem());
        Write("recipient.key", TestCertificates.KeyEncryption.GetRSAPrivateKeyPem());
        Write("other.pem", TestCertificates.Other.ExportCertificatePem());
        Write("other.key", TestCertificates.Other.GetRSAPrivateKeyPem());
        var path = Path.Combine(_directory.FullName, "package.p7m");
        var options = new ExportOptions { Recipient = TestCertificates.KeyEncryption };

        var summary = await club.ExportAsync(export => export.ExportToFileAsync(DataSubject.Of<Member>(member), ExportProfile.Access, path, options));

        Assert.Equal(0, Decrypt("recipient"));
        var package = Package.Read(File.ReadAllBytes(Path.Combine(_directory.FullName, "recipient.zip")), summary);
        Assert.Contains("asa@club.example", package.Text("data/member.json"), StringComparison.Ordinal);
        Assert.Equal("CMS EnvelopedData", (string?)package.Manifest["encryption"]);
        Assert.NotEqual(0, Decrypt("other"));
        Assert.False(ByteSearch.Contains(path, "data/member.json"));
    }

    [OpenSslFact]
    public async Task OpenSSL_does_not_take_the_beginning_of_an_encrypted_package_for_all_of_it()
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        Write("recipient.pem", TestCertificates.KeyEncryption.ExportCertificatePem());
        Write("recipient.key", TestCertificates.KeyEncryption.GetRSAPrivateKeyPem());
        club.Files.Halfway = file => _ = file == 2 ? throw new IOException("The disk is gone.") : 0;
        using var partial = new MemoryStream();

        await Assert.ThrowsAsync<Sources.PersonalDataSourceException>(() => club.ExportAsync(export => export.ExportAsync(
            DataSubject.Of<Member>(member), ExportProfile.Access, partial, new ExportOptions { Recipient = TestCertificates.KeyEncryption })));

        File.WriteAllBytes(Path.Combine(_directory.FullName, "package.p7m"), partial.ToArray());
        Assert.NotEqual(0, Decrypt("recipient"));
    }

    private async Task ValidatesAsync(ExportProfile profile, int files)
    {
        await using var club = await ClubHost.StartAsync();
        var (member, _) = await club.AddMembersAsync();
        (await club.PackAsync(member, profile)).Unpack(_directory.FullName);

        var (exitCode, output) = Schemas.Validate(_directory.FullName);

        Assert.Equal((0, $"{files} files, 0 problems"), (exitCode, output.Trim()));
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_directory.FullName, name), content, Encoding.ASCII);

    private int Verify() => Programs.Run(
        Programs.Find("openssl")!, _directory.FullName, "cms", "-verify", "-binary", "-inform", "DER", "-in", "manifest.p7s", "-content", "manifest.json",
        "-CAfile", "issuer.pem", "-purpose", "any", "-out", "verified.json").ExitCode;

    private int Decrypt(string who) => Programs.Run(
        Programs.Find("openssl")!, _directory.FullName, "cms", "-decrypt", "-binary", "-inform", "DER", "-in", "package.p7m",
        "-inkey", $"{who}.key", "-recip", $"{who}.pem", "-out", $"{who}.zip").ExitCode;
}
