using System.Text.Json;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes rows as they come: as JSON into the package, as CSV behind it, and as a table of the page. No row stays in memory.</summary>
internal sealed class RecordFiles(ExportPackage package, ExportPage page)
{
    /// <summary>The column and the member that say until when a record is kept. No field has such a name.</summary>
    public const string KeptUntil = "$keptUntil";

    private const string RetentionMember = "$retention";
    private const int FlushSize = 32 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = ExportJson.Encoder, SkipValidation = true };

    /// <summary>Writes one file of records and its CSV.</summary>
    /// <param name="folder">The folder in the package, without a slash at its end.</param>
    /// <param name="name">The name of the file, without an extension.</param>
    /// <param name="layout">How rows become records.</param>
    /// <param name="rows">The rows, read as they are written.</param>
    /// <param name="cancellationToken">Cancels between rows.</param>
    /// <returns>The source as the manifest lists it.</returns>
    public async Task<ExportSource> WriteAsync<TRow>(
        string folder, string name, IRecordLayout<TRow> layout, IAsyncEnumerable<TRow> rows, CancellationToken cancellationToken)
    {
        using var csv = new EncryptedSpool();
        var path = $"{folder}/{name}.json";
        var records = 0;
        page.BeginTable(layout.Dataset, layout.Columns, layout.Retention is not null);
        var file = await package.AddAsync(
            path, ExportPackage.Json, async stream => records = await WriteAsync(path, stream, csv, layout, rows, cancellationToken).ConfigureAwait(false), cancellationToken, layout.Dataset.Name)
            .ConfigureAwait(false);
        page.EndTable(records);
        await package.AddAsync($"{folder}/{name}.csv", "text/csv", stream => csv.CopyToAsync(stream, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new ExportSource(layout.Dataset.Name, records > 0 ? ExportSourceStatus.Found : ExportSourceStatus.Empty, path, records) { Sha256 = file.Sha256 };
    }

    private async Task<int> WriteAsync<TRow>(
        string path, Stream json, Stream csv, IRecordLayout<TRow> layout, IAsyncEnumerable<TRow> rows, CancellationToken cancellationToken)
    {
        using var table = new CsvRecords(csv, layout.Columns.Select(column => column.Path).Concat(layout.Retention is null ? [] : [KeptUntil]));
        var writer = new Utf8JsonWriter(json, Options);
        await using (writer.ConfigureAwait(false))
        {
            var records = 0;
            var cells = new object?[layout.Columns.Count + (layout.Retention is null ? 0 : 1)];
            WriteHead(writer, path, layout.Dataset);
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                Write(writer, table, layout, row, cells);
                records++;
                if (writer.BytesPending > FlushSize)
                    await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            WriteTail(writer, layout.Retention);
            return records;
        }
    }

    private void Write<TRow>(Utf8JsonWriter writer, CsvRecords table, IRecordLayout<TRow> layout, TRow row, object?[] cells)
    {
        writer.WriteStartObject();
        layout.WriteMembers(writer, row);
        layout.ReadCells(row, cells.AsSpan(0, layout.Columns.Count));
        if (layout.Retention is { } retention)
        {
            var numbers = layout.RetentionOf(row);
            writer.WriteStartArray(RetentionMember);
            foreach (var number in numbers)
                writer.WriteNumberValue(number);
            writer.WriteEndArray();
            cells[^1] = retention.Until(numbers);
            table.Write(cells);
            if (page.IsOpen)
                cells[^1] = retention.Text(numbers);
        }
        else
        {
            table.Write(cells);
        }

        writer.WriteEndObject();
        page.Row(cells);
    }

    private static void WriteHead(Utf8JsonWriter writer, string path, ExportDataset dataset)
    {
        writer.WriteStartObject();
        writer.WriteString("@context", string.Concat(Enumerable.Repeat("../", path.Count(character => character == '/'))) + ContextDocument.Path);
        writer.WriteString("@type", dataset.Name);
        writer.WriteStartArray("records");
    }

    private static void WriteTail(Utf8JsonWriter writer, RetentionAnswers? retention)
    {
        writer.WriteEndArray();
        if (retention is not null)
        {
            writer.WriteStartArray("retention");
            foreach (var answer in retention.All)
                answer.Write(writer);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
