using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>What lies outside the database is in the package, under names that the package gives.</summary>
public sealed class SourceExportTests : IDisposable
{
    private readonly FolderStore _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_access_export_holds_the_files_of_the_person_and_of_nobody_else(TestDatabase database)
    {
        await using var shop = await _files.StartShopAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        _files.Put(ada, "face.png", "Ada's face");
        _files.Put(ada, "note.txt", "Ada likes engines");
        _files.Put(bob, "face.png", "Bob's face");
        await using var scope = shop.NewScope();

        var files = await scope.Export.ReadAsync(DataSubject.Of<Customer>(ada));

        Assert.Equal("Ada's face", files["data/customer-files/000001.png"]);
        Assert.Equal("Ada likes engines", files["data/customer-files/000002.txt"]);
        using var items = JsonDocument.Parse(files["data/customer-files/items.json"]);
        Assert.Equal(
            ["000001.png|Picture|face.png|image/png|10", "000002.txt|FreeText|note.txt|text/plain; charset=utf-8|17"],
            items.RootElement.GetProperty("records").EnumerateArray().Select(item => string.Join('|', item.EnumerateObject().Select(member => member.Value.ToString()))));
        Assert.DoesNotContain(files.Values, content => content.Contains("Bob", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_manifest_lists_the_files_with_their_hashes_and_how_many_there_are()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        _files.Put(ada, "face.png", "Ada's face");
        await using var scope = shop.NewScope();

        var files = await scope.Export.ReadAsync(DataSubject.Of<Customer>(ada));

        using var manifest = JsonDocument.Parse(files["manifest.json"]);
        var file = manifest.RootElement.GetProperty("files").EnumerateArray().Single(file => file.GetProperty("path").GetString() == "data/customer-files/000001.png");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("Ada's face"u8)), file.GetProperty("sha256").GetString());
        Assert.Equal(("image/png", 10), (file.GetProperty("mediaType").GetString(), file.GetProperty("bytes").GetInt32()));
        var source = manifest.RootElement.GetProperty("sources").EnumerateArray().Single(source => source.GetProperty("name").GetString() == "customer-files");
        Assert.Equal(("Found", 1), (source.GetProperty("status").GetString(), source.GetProperty("records").GetInt32()));
        Assert.DoesNotContain("face.png", files["manifest.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_holds_nothing_is_listed_as_empty()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var summary = await scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Access, Stream.Null);

        var source = Assert.Single(summary.Sources, source => source.Name == "customer-files");
        Assert.Equal((ExportSourceStatus.Empty, "data/customer-files/items.json", 0), (source.Status, source.Path, source.Records));
        Assert.Equal(["find"], _files.Calls);
    }

    [Fact]
    public async Task A_portability_export_leaves_out_categories_that_the_article_does_not_cover_and_says_so()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        _files.Put(ada, "face.png", "Ada's face");
        _files.Put(ada, "note.txt", "Ada likes engines");
        await using var scope = shop.NewScope();
        using var zip = new MemoryStream();

        var summary = await scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Portability, zip);

        Assert.Equal(["000001.png", "items.json", "items.csv"], Names(zip).Where(name => name.StartsWith("data/customer-files/", StringComparison.Ordinal)).Select(Path.GetFileName));
        Assert.Equal(1, Assert.Single(summary.Sources, source => source.Name == "customer-files").Records);
        Assert.Equal("FreeText", Assert.Single(summary.Omissions, omission => omission.Entity == "customer-files").Field);
    }

    [Fact]
    public async Task What_a_source_calls_a_file_is_no_path_in_the_package()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite, options => options.ConfigureToolkit += gdpr => gdpr.AddSource<HostileSource>());
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        using var zip = new MemoryStream();

        await scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Access, zip);

        Assert.Equal(
            ["data/hostile/000001.bin", "data/hostile/000002.bin", "data/hostile/items.json", "data/hostile/items.csv"],
            Names(zip).Where(name => name.Contains("hostile", StringComparison.Ordinal)));
        Assert.DoesNotContain(Names(zip), name => name.Contains("..", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_source_that_cannot_be_searched_stops_the_export_before_anything_is_written()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        _files.Root.Delete(recursive: true);
        await using var scope = shop.NewScope();
        using var zip = new MemoryStream();

        var error = await Assert.ThrowsAsync<PersonalDataSourceException>(() => scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Access, zip));

        Assert.Contains("'customer-files' failed while it looked", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, zip.Length);
        _files.Root.Create();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_source_that_fails_midway_leaves_nothing_that_opens(bool throws)
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        _files.Put(ada, "face.png", "Ada's face");
        _files.Exporting = () => _ = throws ? throw new IOException("The disk is gone.") : 0;
        _files.Truncates = !throws;
        await using var scope = shop.NewScope();
        using var zip = new MemoryStream();

        var error = await Assert.ThrowsAsync<PersonalDataSourceException>(() => scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Access, zip));

        Assert.Contains(throws ? "could not be written" : "wrote 9 bytes of an item of 10", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Names(zip));
    }

    [Fact]
    public async Task A_cancelled_export_is_cancelled_and_not_failed()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        _files.Put(ada, "face.png", "Ada's face");
        using var cancellation = new CancellationTokenSource();
        _files.Exporting = cancellation.Cancel;
        await using var scope = shop.NewScope();
        using var zip = new MemoryStream();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Access, zip, cancellationToken: cancellation.Token));

        Assert.Throws<InvalidDataException>(() => Names(zip));
    }

    [Fact]
    public async Task A_large_file_passes_through_without_being_held_in_memory()
    {
        var videos = new VideoSource();
        await using var shop = await ShopHost.StartAsync(
            TestDatabase.Sqlite, options => options.ConfigureToolkit += gdpr => gdpr.Services.AddSingleton<IPersonalDataSource>(videos));
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        await scope.Export.ExportAsync(DataSubject.Of<Customer>(ada), ExportProfile.Access, Stream.Null);

        Assert.InRange(videos.Allocated, 0, VideoSource.Bytes / 16);
    }

    private static List<string> Names(MemoryStream zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip.ToArray()), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }
}
