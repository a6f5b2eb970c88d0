using System.Text.Json;

namespace Gdpr.Toolkit.Export;

/// <summary>Knows how rows of one kind become records: as JSON, and as cells of a table.</summary>
internal interface IRecordLayout<in TRow>
{
    ExportDataset Dataset { get; }

    IReadOnlyList<ExportColumn> Columns { get; }

    /// <summary>Gets until when records are kept; null where records do not say.</summary>
    RetentionAnswers? Retention { get; }

    /// <summary>Writes the members of a record, without its braces.</summary>
    void WriteMembers(Utf8JsonWriter writer, TRow row);

    /// <summary>Fills one cell for each column.</summary>
    void ReadCells(TRow row, Span<object?> cells);

    /// <summary>Finds until when a row's values are kept, as numbers of <see cref="Retention"/>.</summary>
    IReadOnlyList<int> RetentionOf(TRow row);
}
