using System.Text.Json;

namespace Gdpr.Toolkit.Export;

/// <summary>Records of plain values: one for each field, in order.</summary>
internal sealed class FlatRecords(ExportDataset dataset) : IRecordLayout<object?[]>
{
    public ExportDataset Dataset { get; } = dataset;

    public IReadOnlyList<ExportColumn> Columns { get; } = [.. dataset.Fields.Select(field => new ExportColumn(field.Name, field.Title))];

    public RetentionAnswers? Retention => null;

    public void WriteMembers(Utf8JsonWriter writer, object?[] row)
    {
        for (var index = 0; index < row.Length; index++)
        {
            writer.WritePropertyName(Dataset.Fields[index].Name);
            ExportValue.Write(writer, row[index]);
        }
    }

    public void ReadCells(object?[] row, Span<object?> cells) => row.CopyTo(cells);

    public IReadOnlyList<int> RetentionOf(object?[] row) => [];
}
