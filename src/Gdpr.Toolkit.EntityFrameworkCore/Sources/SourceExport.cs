using System.Globalization;
using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Export;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Sources;

/// <summary>Writes what sources hold into an export package: a folder for each source, a numbered file for each item, and a list of them.</summary>
internal sealed class SourceExport(ExportPackage package, RecordFiles files, ExportSelection selection, ILogger? failures)
{
    /// <summary>Says what the list of a source's files looks like. The source's own ids stay inside.</summary>
    public static FlatRecords Layout(IPersonalDataSource source) => new(new ExportDataset(
        source.Name,
        BilingualText.Same(source.Name),
        [
            Field<string>("file"),
            Field<string>("category"),
            Field<string>("description", isNullable: true),
            Field<string>("mediaType", isNullable: true),
            Field<long>("bytes"),
        ]));

    /// <summary>Writes the files of one source, then their list.</summary>
    /// <exception cref="PersonalDataSourceException">The source failed, and there is no log for that.</exception>
    public async Task<ExportSource> WriteAsync(DataSubject subject, SourceFinding finding, FlatRecords layout, CancellationToken cancellationToken)
    {
        var included = finding.Source.Holdings.Where(selection.Includes).Select(holding => holding.Category).ToHashSet();
        var records = new List<object?[]>();
        var hasFailed = false;
        try
        {
            foreach (var item in finding.Items.Where(item => included.Contains(item.Category)))
            {
                records.Add(await WriteAsync(finding.Source, subject, item, records.Count + 1, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (PersonalDataSourceException exception) when (failures is not null)
        {
            SourceLog.NotExported(failures, finding.Source.Name, exception);
            hasFailed = true;
        }

        var source = await files
            .WriteAsync($"data/{finding.Source.Name}", "items", layout, records.ToAsyncEnumerable(), cancellationToken)
            .ConfigureAwait(false);
        return hasFailed ? source with { Status = ExportSourceStatus.Failed } : source;
    }

    private static ExportField Field<TValue>(string name, bool isNullable = false)
        => new(name, BilingualText.Of($"Item.{name}")) { Schema = ExportTypes.Schema(typeof(TValue), isNullable) };

    private async Task<object?[]> WriteAsync(
        IPersonalDataSource source, DataSubject subject, PersonalDataItem item, int number, CancellationToken cancellationToken)
    {
        var (mediaType, extension) = MediaTypes.Of(item.MediaType);
        var name = string.Create(CultureInfo.InvariantCulture, $"{number:D6}.{extension}");
        try
        {
            var written = await package
                .AddAsync($"data/{source.Name}/{name}", mediaType, stream => source.ExportAsync(subject, item, stream, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            return item.Length is null || item.Length == written.Bytes
                ? [name, item.Category.ToString(), item.Description, item.MediaType, written.Bytes]
                : throw SourceErrors.LengthDiffers(source, written.Bytes, item.Length.Value);
        }
        catch (Exception exception) when (exception is not PersonalDataSourceException && !package.HasFailed && !SourceFinding.IsCancellation(exception, cancellationToken))
        {
            throw SourceErrors.NotExported(source, exception);
        }
    }
}
