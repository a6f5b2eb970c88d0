using System.Globalization;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;
using Spectre.Console;

namespace HostingCompany.Story;

/// <summary>The tables that the story prints.</summary>
internal static class Tables
{
    public static Table Of(IEnumerable<RawRow.Cell> row)
    {
        var table = Create("Column", "What the database holds", "What the entity shows");
        foreach (var cell in row)
        {
            Add(table, cell.Column, cell.Raw, cell.Entity ?? "");
        }

        return table;
    }

    public static Table Of(PersonalDataMap map)
    {
        var table = Create("Kind of people", "Entity", "By", "Personal data", "Other");
        foreach (var (kind, entity) in map.Subjects.SelectMany(kind => kind.Entities.Select(entity => (kind, entity))))
        {
            var personal = entity.Properties.Where(property => property.Classification == PropertyClassification.PersonalData).ToList();
            Add(
                table,
                kind.Kind,
                entity.Metadata.ShortName(),
                entity.Path.ToString(),
                string.Join(", ", personal.Select(property => property.Path)),
                (entity.Properties.Count - personal.Count).ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    public static Table Of(ErasurePlan plan)
    {
        var table = Create("Entity", "Property", "Rows", "Action", "Until", "Why");
        foreach (var decision in plan.Decisions)
        {
            Add(
                table,
                decision.Entity,
                decision.Property ?? "(key)",
                decision.Rows.ToString(CultureInfo.InvariantCulture),
                decision.Action.ToString(),
                Date(decision.RetainedUntil),
                decision.Explanation);
        }

        return table;
    }

    public static Table OfRetained(ErasureCertificate certificate)
    {
        var table = Create("Entity", "Property", "Rows", "Until", "Purpose", "Law");
        foreach (var entry in certificate.Retained)
        {
            Add(
                table,
                entry.Entity,
                entry.Property ?? "(key)",
                entry.Rows.ToString(CultureInfo.InvariantCulture),
                Date(entry.RetainedUntil),
                entry.Purpose ?? "",
                entry.Law ?? "");
        }

        return table;
    }

    public static Table Of(ExportSummary summary)
    {
        var table = Create("Entity", "File in the package", "Records");
        foreach (var source in summary.Sources)
        {
            Add(table, source.Name, source.Path ?? "", source.Records.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    public static Table Of(IReadOnlyList<ExportOmission> omissions)
    {
        var table = Create("Entity", "Field", "Reason");
        foreach (var omission in omissions)
        {
            Add(table, omission.Entity, omission.Field, omission.Text);
        }

        return table;
    }

    public static Table Of(RetentionForecast forecast)
    {
        const int ShownMonths = 6;
        var table = Create("Month", "Rows that fall due");
        Add(table, "overdue", Count(forecast.Overdue));
        foreach (var month in forecast.Months.Take(ShownMonths))
        {
            Add(table, month.Month, Count(month.Due));
        }

        Add(table, "later", Count(forecast.Months.Skip(ShownMonths).Sum(month => month.Due)));
        Add(table, "no end yet", Count(forecast.OpenEnded));
        return table;
    }

    public static Table Of(SweepReport report)
    {
        var table = Create("Entity", "Property", "Action", "Rows");
        foreach (var taken in report.Taken)
        {
            Add(table, taken.Entity, taken.Property, taken.Action.ToString(), Count(taken.Rows));
        }

        return table;
    }

    private static Table Create(params string[] columns) => new Table().Border(TableBorder.Ascii2).AddColumns(columns);

    private static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    private static string Count(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);

    private static string Date(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
