using System.IO.Compression;
using System.Text.Json;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Export;

/// <summary>What a whole package costs (JSON, CSV, page, retention of each record, hashes) in terms of reading the same rows with EF and writing them as JSON into a zip.</summary>
internal sealed class ExportRatio : IRatio
{
    private const int Rows = 20_000;

    public string Name => "export.package-by-json";

    public double UpperBound => 3;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var file = new SqliteFile();
        await using var services = Build(file);
        var visitor = await SeedAsync(services);
        return await Interleaved.RatioAsync(pairs, () => WriteJsonAsync(services, visitor), () => ExportAsync(services, visitor));
    }

    private static ServiceProvider Build(SqliteFile file)
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr => gdpr
            .UseTimeZone("Europe/Stockholm")
            .UseCertificate(TestCertificates.KeyEncryption)
            .UseSigningCertificate(TestCertificates.Signing)
            .Purpose(VisitsContext.Purpose, purpose => purpose.On(LegalBasis.Contract).RetainFor("P6M", from: RetentionAnchor.Created)));
        services.AddDbContext<VisitsContext>(options => options.UseSqlite(file.ConnectionString).UseGdprToolkit());
        return services.BuildServiceProvider();
    }

    private static async Task<int> SeedAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<VisitsContext>();
        await context.Database.EnsureCreatedAsync();
        var visitor = new Visitor { Name = "Ada Lovelace" };
        visitor.Visits.AddRange(Enumerable.Range(0, Rows).Select(number => new Visit
        {
            At = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(7 * number),
            Address = $"192.0.2.{number % 250}",
            Page = $"/products/{number * 7919 % 10_000}/details?from=search",
            Browser = $"Mozilla/5.0 (X11; Linux x86_64; rv:{100 + (number % 40)}.0) Gecko/20100101",
            Milliseconds = number * 31 % 5_000,
        }));
        context.Add(visitor);
        await context.SaveChangesAsync();
        return visitor.Id;
    }

    private static async Task ExportAsync(ServiceProvider services, int visitor)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IPersonalDataExport>()
            .ExportAsync(DataSubject.Of<Visitor>(visitor), ExportProfile.Access, Stream.Null);
    }

    private static async Task WriteJsonAsync(ServiceProvider services, int visitor)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<VisitsContext>();
        await using var archive = new ZipArchive(Stream.Null, ZipArchiveMode.Create);
        await using var entry = await archive.CreateEntry("visits.json", CompressionLevel.Optimal).OpenAsync();
        await using var writer = new Utf8JsonWriter(entry);
        writer.WriteStartArray();
        await foreach (var visit in context.Visits.AsNoTracking().Where(visit => visit.VisitorId == visitor).OrderBy(visit => visit.Id).AsAsyncEnumerable())
        {
            Write(writer, visit);
            if (writer.BytesPending > 32 * 1024)
            {
                await writer.FlushAsync();
            }
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Visit visit)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", visit.Id);
        writer.WriteNumber("visitorId", visit.VisitorId);
        writer.WriteString("at", visit.At);
        writer.WriteString("address", visit.Address);
        writer.WriteString("page", visit.Page);
        writer.WriteString("browser", visit.Browser);
        writer.WriteNumber("milliseconds", visit.Milliseconds);
        writer.WriteEndObject();
    }
}
