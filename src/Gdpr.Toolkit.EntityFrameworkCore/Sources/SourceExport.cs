using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gdpr.Toolkit.Export;

namespace Gdpr.Toolkit.Sources;

/// <summary>Writes what sources hold into an export package: a folder for each source, a numbered file for each item.</summary>
internal static class SourceExport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Says which kinds of data a profile leaves out, and why.</summary>
    public static IReadOnlyList<ExportOmission> Omissions(IEnumerable<IPersonalDataSource> sources, ExportSelection selection)
        =>
        [
            .. from source in sources
               from holding in source.Holdings
               let reason = selection.WhyNot(holding.Provenance, holding.Purposes)
               where reason is not null
               select new ExportOmission(source.Name, holding.Category.ToString(), reason),
        ];

    /// <summary>Whether a profile holds anything of a source.</summary>
    public static bool Includes(IPersonalDataSource source, ExportSelection selection)
        => source.Holdings.Any(holding => selection.WhyNot(holding.Provenance, holding.Purposes) is null);

    /// <exception cref="PersonalDataSourceException">A source failed.</exception>
    public static async Task<IReadOnlyList<ExportSource>> AddAsync(
        ExportPackage package, SourceFindings findings, ExportSelection selection, CancellationToken cancellationToken)
    {
        var sources = new List<ExportSource>();
        foreach (var finding in findings.All)
        {
            var included = finding.Source.Holdings
                .Where(holding => selection.WhyNot(holding.Provenance, holding.Purposes) is null)
                .Select(holding => holding.Category)
                .ToHashSet();
            var records = new List<ItemRecord>();
            foreach (var item in finding.Items.Where(item => included.Contains(item.Category)))
            {
                records.Add(await AddAsync(package, finding.Source, findings.Subject, item, records.Count + 1, cancellationToken).ConfigureAwait(false));
            }

            var path = $"data/{finding.Source.Name}/items.json";
            await package.AddAsync(path, JsonSerializer.SerializeToUtf8Bytes(records, Options), cancellationToken).ConfigureAwait(false);
            sources.Add(new ExportSource(finding.Source.Name, path, records.Count));
        }

        return sources;
    }

    private static async Task<ItemRecord> AddAsync(
        ExportPackage package, IPersonalDataSource source, DataSubject subject, PersonalDataItem item, int number, CancellationToken cancellationToken)
    {
        var (mediaType, extension) = MediaTypes.Of(item.MediaType);
        var file = string.Create(CultureInfo.InvariantCulture, $"{number:D6}.{extension}");
        try
        {
            var written = await package
                .AddAsync($"data/{source.Name}/{file}", mediaType, stream => source.ExportAsync(subject, item, stream, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            return item.Length is null || item.Length == written
                ? new ItemRecord(file, item.Category, item.Description, item.MediaType, written)
                : throw SourceErrors.LengthDiffers(source, written, item.Length.Value);
        }
        catch (Exception exception) when (exception is not PersonalDataSourceException && !SourceFinding.IsCancellation(exception, cancellationToken))
        {
            throw SourceErrors.NotExported(source, exception);
        }
    }

    /// <summary>An item as <c>items.json</c> shows it. The source's own id stays inside.</summary>
    private sealed record ItemRecord(string File, PersonalDataCategory Category, string? Description, string? MediaType, long Bytes);
}
