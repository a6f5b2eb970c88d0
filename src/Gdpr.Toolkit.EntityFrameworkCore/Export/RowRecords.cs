using System.Text.Json;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Export;

/// <summary>How the rows of one entity become records: keys and references as they are, personal data under its public names.</summary>
internal sealed class RowRecords : IRecordLayout<PersonRow>
{
    private readonly IReadOnlyList<RecordField> _fields;
    private readonly IReadOnlyList<IReadOnlyList<RecordField>> _ways;
    private readonly RowRetention? _retention;

    public RowRecords(MappedEntity mapped, string name, ExportSelection selection, RowRetention? retention)
    {
        Mapped = mapped;
        _fields = RecordFields.Of(mapped.Properties.Where(property => selection.Includes(property) || RecordFields.IsShownLink(property, mapped)));
        _ways = [.. _fields.SelectMany(field => Ways([field]))];
        _retention = retention;
        Dataset = new ExportDataset(name, ExportNames.Title(mapped.EntityType), [.. _fields.Select(field => field.Field)]) { HasRetention = retention is not null };
        Columns = [.. _ways.Select(Column)];
    }

    public MappedEntity Mapped { get; }

    public ExportDataset Dataset { get; }

    public IReadOnlyList<ExportColumn> Columns { get; }

    public RetentionAnswers? Retention => _retention?.Answers;

    /// <summary>Says what belongs to others and was left out, after all rows were written (GDPR Art. 15(4)).</summary>
    public IEnumerable<ExportOmission> OmittedForOthers
        => Mapped.Properties
            .Where(property => property.Classification == PropertyClassification.OtherPerson || RecordFields.LeadsToSomebodyElse(property, Mapped))
            .Select(property => ExportSelection.Omission(Dataset.Name, ExportNames.Of(property), ExportOmissionReason.RightsOfOthers))
            .Concat(Leaves(_fields)
                .Where(leaf => leaf.Withheld > 0)
                .Select(leaf => ExportSelection.Omission(Dataset.Name, ExportNames.Of(leaf.Property!), ExportOmissionReason.RightsOfOthers) with { Values = leaf.Withheld }));

    public void WriteMembers(Utf8JsonWriter writer, PersonRow row)
    {
        foreach (var field in _fields)
        {
            field.Write(writer, row, row.Entity);
        }
    }

    public void ReadCells(PersonRow row, Span<object?> cells)
    {
        for (var index = 0; index < cells.Length; index++)
        {
            var way = _ways[index];
            object? owner = row.Entity;
            for (var step = 0; step < way.Count - 1; step++)
            {
                owner = way[step].Part(owner);
            }

            cells[index] = way[^1].Cell(row, owner);
        }
    }

    public IReadOnlyList<int> RetentionOf(PersonRow row) => _retention!.Of(row);

    /// <summary>Follows parts down to values; a list is shown as a whole.</summary>
    private static IEnumerable<IReadOnlyList<RecordField>> Ways(IReadOnlyList<RecordField> way)
        => way[^1] is { Members: { Count: > 0 } members, Field.IsList: false }
            ? members.SelectMany(member => Ways([.. way, member]))
            : [way];

    private static ExportColumn Column(IReadOnlyList<RecordField> way)
        => new(string.Join('.', way.Select(field => field.Field.Name)), way[^1].Field.Title);

    private static IEnumerable<RecordField> Leaves(IEnumerable<RecordField> fields)
        => fields.SelectMany(field => field.Property is null ? Leaves(field.Members) : [field]);
}
