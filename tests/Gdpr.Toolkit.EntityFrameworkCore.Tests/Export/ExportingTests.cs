using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Signing;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Export;

public class ExportingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_access_export_holds_everything_of_the_person_and_nothing_of_others(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        using var zip = new MemoryStream();

        var summary = await scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Access, zip);

        var files = Read(zip);
        using var customers = JsonDocument.Parse(files["data/customer.json"]);
        var customer = Assert.Single(customers.RootElement.GetProperty("records").EnumerateArray());
        Assert.Equal(ada, customer.GetProperty("id").GetInt32());
        Assert.Equal("Ada Lovelace", customer.GetProperty("name").GetString());
        Assert.Equal("1815-12-10", customer.GetProperty("birthDate").GetString());
        Assert.Equal("12 St James's Square", customer.GetProperty("home").GetProperty("street").GetString());
        Assert.Contains("It rattles, says Ada Lovelace.", files["data/support-message.json"], StringComparison.Ordinal);
        Assert.Contains("Ada Lovelace, Esq.", files["data/invoice.json"], StringComparison.Ordinal);
        Assert.DoesNotContain(files.Values, content => content.Contains("Babbage", StringComparison.Ordinal));
        Assert.Empty(summary.Omissions);
        Assert.Equal(1, Assert.Single(summary.Sources, source => source.Name == "support-case").Records);
        Assert.Equal(0, Assert.Single(summary.Sources, source => source.Name == "sole-trader").Records);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_manifest_names_every_file_with_its_hash_and_is_signed(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        using var zip = new MemoryStream();

        await scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Access, zip);

        var files = ReadBytes(zip);
        DocumentSigner.Verify(files["manifest.json"], files["manifest.p7s"], TestCertificates.Signing);
        using var manifest = JsonDocument.Parse(files["manifest.json"]);
        var listed = manifest.RootElement.GetProperty("files").EnumerateArray()
            .ToDictionary(file => file.GetProperty("path").GetString()!, file => file.GetProperty("sha256").GetString());
        Assert.Equal(files.Keys.Except(["manifest.json", "manifest.p7s"]).Order(), listed.Keys.Order());
        Assert.All(listed, file => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(files[file.Key])), file.Value));
        Assert.DoesNotContain("Lovelace", Encoding.UTF8.GetString(files["manifest.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_portability_export_leaves_out_what_the_article_does_not_cover_and_says_so(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        using var zip = new MemoryStream();

        var summary = await scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Portability, zip);

        var files = Read(zip);
        Assert.Contains("Ada@Example.org", files["data/customer.json"], StringComparison.Ordinal);
        Assert.DoesNotContain("Esq.", files["data/invoice.json"], StringComparison.Ordinal);
        var omission = Assert.Single(summary.Omissions, omission => omission is { Entity: "invoice", Field: "billedTo" });
        Assert.Contains("consent or contract", omission.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_is_not_there_is_an_error_and_not_an_empty_package()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        await using var scope = shop.NewScope();
        using var zip = new MemoryStream();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => scope.Export.ExportAsync(DataSubject.Of<Customer>(4711), ExportProfile.Access, zip));

        Assert.Contains("'Customer'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, zip.Length);
    }

    private static Dictionary<string, string> Read(MemoryStream zip)
        => ReadBytes(zip).ToDictionary(file => file.Key, file => Encoding.UTF8.GetString(file.Value));

    private static Dictionary<string, byte[]> ReadBytes(MemoryStream zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip.ToArray()), ZipArchiveMode.Read);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }
}
