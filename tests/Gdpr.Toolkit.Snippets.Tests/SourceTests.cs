using System.Globalization;
using System.IO.Compression;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Snippets.QuickStart;
using Gdpr.Toolkit.Snippets.Sources;
using Gdpr.Toolkit.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.Tests;

/// <summary>Runs the code of the page about sources as it stands there.</summary>
public sealed class SourceTests : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("snippets-");
    private readonly SqliteFile _file = new();
    private readonly ServiceProvider _services;

    public SourceTests()
    {
        var services = new ServiceCollection();
        ShopServices.Add(services, TestCertificates.Other, _file.ConnectionString);
        services.AddGdprToolkit(gdpr => SourceUse.Register(gdpr, _root.FullName));
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    [Fact]
    public async Task Pictures_are_exported_with_their_customer_and_erased_with_them()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await db.Database.EnsureCreatedAsync();
        var customer = new Customer { Name = "Ada Lovelace", Email = "ada@example.org" };
        db.Add(customer);
        await db.SaveChangesAsync();
        var picture = Path.Combine(_root.CreateSubdirectory(customer.Id.ToString(CultureInfo.InvariantCulture)).FullName, "face.jpg");
        await File.WriteAllTextAsync(picture, "a picture");
        var ada = DataSubject.Of<Customer>(customer.Id);
        var erasure = scope.ServiceProvider.GetRequiredService<IPersonalDataErasure>();
        using var zip = new MemoryStream();

        await scope.ServiceProvider.GetRequiredService<IPersonalDataExport>().ExportAsync(ada, ExportProfile.Access, zip);
        var certificate = await erasure.EraseAsync(await erasure.PlanAsync(ada));

        using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
        Assert.Contains("data/customer-pictures/000001.jpg", archive.Entries.Select(entry => entry.FullName));
        Assert.True(certificate.IsComplete);
        Assert.False(File.Exists(picture));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _file.Dispose();
        _root.Delete(recursive: true);
    }
}
