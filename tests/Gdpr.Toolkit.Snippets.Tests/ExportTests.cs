using System.IO.Compression;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Snippets.Rooms;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.Tests;

/// <summary>Runs the code of the page about exports as it stands there.</summary>
public sealed class ExportTests : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("snippets-");
    private readonly SqliteFile _file = new();
    private readonly ServiceProvider _services;

    public ExportTests()
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr => RoomsRegistration.Register(gdpr.UseCertificate(TestCertificates.Other)));
        services.AddDbContext<RoomsContext>(options => options.UseSqlite(_file.ConnectionString).UseGdprToolkit());
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    [Fact]
    public async Task Records_have_their_public_names_and_hold_nothing_of_others()
    {
        await using var scope = _services.CreateAsyncScope();
        var guest = await AddGuestAsync(scope.ServiceProvider.GetRequiredService<RoomsContext>());
        var export = scope.ServiceProvider.GetRequiredService<IPersonalDataExport>();
        using var zip = new MemoryStream();

        var summary = await export.ExportAsync(guest, ExportProfile.Access, zip);

        using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
        Assert.Contains("\"wishes\":\"A quiet room\"", Read(archive, "data/rental.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("quite another thing", Read(archive, "data/chat-message.json"), StringComparison.Ordinal);
        Assert.Contains(summary.Omissions, omission => omission is { Entity: "chat-message", Field: "text", Values: 1 });
        Assert.Contains("Example Mail Ltd", Read(archive, "information.json"), StringComparison.Ordinal);
        Assert.Contains("Önskemål", Read(archive, "index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_package_is_written_to_a_file()
    {
        await using var scope = _services.CreateAsyncScope();
        var guest = await AddGuestAsync(scope.ServiceProvider.GetRequiredService<RoomsContext>());
        var path = Path.Combine(_directory.FullName, "package.p7m");

        await new Exporting(scope.ServiceProvider.GetRequiredService<IPersonalDataExport>()).ExportEncryptedAsync(guest, path, TestCertificates.KeyEncryption);

        Assert.False(ByteSearch.Contains(path, "index.html"));
        Assert.Equal(["package.p7m"], _directory.GetFiles().Select(file => file.Name));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _file.Dispose();
        _directory.Delete(recursive: true);
    }

    private static async Task<DataSubject> AddGuestAsync(RoomsContext db)
    {
        await db.Database.EnsureCreatedAsync();
        var guest = new Guest { Name = "Ada Lovelace" };
        db.AddRange(
            new Booking { Guest = guest, Remark = "A quiet room" },
            new ChatMessage { Guest = guest, Text = "When is breakfast?" },
            new ChatMessage { Guest = guest, Text = "I want quite another thing", IsBySomebodyElse = true });
        await db.SaveChangesAsync();
        return DataSubject.Of<Guest>(guest.Id);
    }

    private static string Read(ZipArchive archive, string path)
    {
        using var reader = new StreamReader(archive.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }
}
