using System.Globalization;
using System.Text.Json;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Model;

/// <summary>Hands ranges of dates to a database as rows, so that one statement counts in all of them, each over the index.</summary>
internal static class DateRanges
{
    public static bool AreSupported(DbContext context) => context.Database.ProviderName is DatabaseProviders.Sqlite or DatabaseProviders.Npgsql;

    public static IQueryable<DateRange> Rows(DbContext context, IReadOnlyList<DateRange> ranges)
        => context.Database.ProviderName == DatabaseProviders.Npgsql
            ? context.Database.SqlQueryRaw<DateRange>(
                """SELECT "First", "Last" FROM unnest({0}, {1}) AS ranges("First", "Last")""",
                ranges.Select(range => range.First).ToArray(),
                ranges.Select(range => range.Last).ToArray())
            : context.Database.SqlQueryRaw<DateRange>(
                """SELECT json_extract(value, '$[0]') AS "First", json_extract(value, '$[1]') AS "Last" FROM json_each({0})""",
                JsonSerializer.Serialize(ranges.Select(range => new[] { Text(range.First), Text(range.Last) })));

    private static string Text(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);
}
