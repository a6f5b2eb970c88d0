using System.IO.Compression;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Snippets.QuickStart;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.Tests;

/// <summary>Runs the code of the README as it stands there.</summary>
public sealed class QuickStartTests : IAsyncDisposable
{
    private readonly SqliteFile _file = new();
    private readonly ServiceProvider _services;

    public QuickStartTests()
    {
        var services = new ServiceCollection();
        ShopServices.Add(services, TestCertificates.Other, _file.ConnectionString);
        services.AddScoped<Shop>();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    [Fact]
    public async Task The_quick_start_saves_finds_exports_and_erases()
    {
        using var package = new MemoryStream();
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await db.Database.EnsureCreatedAsync();

        var certificate = await scope.ServiceProvider.GetRequiredService<Shop>().ServeAsync(package);

        using var zip = new ZipArchive(new MemoryStream(package.ToArray()));
        using var customers = new StreamReader(await zip.GetEntry("data/customer.json")!.OpenAsync());
        Assert.Contains("Ada Lovelace", await customers.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.True(certificate.IsComplete);
        Assert.Contains(certificate.Entries, entry => entry.Outcome == FieldErasureOutcome.KeyDestroyed);
        Assert.Empty(await db.Customers.ToListAsync());
    }

    [Fact]
    public async Task What_the_quick_start_stores_begins_with_F9_01()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await db.Database.EnsureCreatedAsync();
        db.Add(new Customer { Name = "Ada Lovelace", Email = "Ada@example.org" });
        await db.SaveChangesAsync();

        var stored = await db.Database.SqlQueryRaw<byte[]>("""SELECT "Name" AS "Value" FROM "Customers" """).SingleAsync();

        Assert.Equal([0xF9, 0x01], stored[..2]);
        Assert.False(_file.Contains("Lovelace"));
    }

    [Fact]
    public async Task The_error_that_the_documentation_names_is_the_one_that_is_thrown()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await db.Database.EnsureCreatedAsync();
        db.Add(new Customer { Name = "Ada Lovelace", Email = "Ada@example.org" });
        await db.SaveChangesAsync();
        using var allowed = db.AllowRawSql("plaintext for the test");
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Customers" SET "Name" = CAST('plaintext' AS BLOB)""");

        await Assert.ThrowsAsync<UnknownValueFormatException>(() => db.Customers.AsNoTracking().ToListAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _file.Dispose();
    }
}
