using System.Data.Common;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Reads all encrypted values past EF Core, a page at a time, and looks whether each is what was saved for the row's person. Not thread-safe.</summary>
internal sealed class IntegrityScan(DbContext context, GdprRuntime runtime, IntegrityOptions options, IProgress<IntegrityProgress>? progress)
{
    private readonly IntegrityTally _tally = new(options.MaximumFindings);

    public async Task<IntegrityReport> RunAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenConnection.HoldAsync(context, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            foreach (var table in CheckedTable.Of(context, options.BatchSize))
            {
                await ScanAsync(table, cancellationToken).ConfigureAwait(false);
            }
        }

        return new IntegrityReport(_tally);
    }

    private async Task ScanAsync(CheckedTable table, CancellationToken cancellationToken)
    {
        for (object?[]? last = null; ;)
        {
            var page = await ReadAsync(table, last, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                return;
            }

            last = page[^1];
            var values = page.SelectMany(row => table.ValuesIn(row).Select(value => (Row: row, Value: value))).ToList();
            var kids = values.Select(place => CellCheck.TryReadKeyId(place.Value.Stored)).OfType<KeyId>().Distinct().ToList();
            using var keys = await PageKeys.LoadAsync(context, runtime, kids, cancellationToken).ConfigureAwait(false);
            foreach (var (row, value) in values)
            {
                new CellCheck(_tally, keys, table, value, row).Run();
            }

            _tally.Rows += page.Count;
            progress?.Report(new IntegrityProgress(table.Name, _tally.Rows, _tally.Counts.Values.Sum()));
        }
    }

    private async Task<IReadOnlyList<object?[]>> ReadAsync(CheckedTable table, object?[]? after, CancellationToken cancellationToken)
    {
        var command = RawCommand.Create(
            context, after is null ? table.First : table.Next, after is null ? [] : [.. table.Key.Select(place => after[place]!)]);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await ReadAsync(table, reader, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<IReadOnlyList<object?[]>> ReadAsync(CheckedTable table, DbDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add([.. table.Columns.Select((column, ordinal) => column.Read(reader, ordinal))]);
        }

        return rows;
    }
}
