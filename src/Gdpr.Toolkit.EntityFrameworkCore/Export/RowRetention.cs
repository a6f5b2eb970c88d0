using System.Text;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Export;

/// <summary>Finds until when the values of one entity's rows are kept (GDPR Art. 15(1)(d)). Rows with the same dates share their answers.</summary>
internal sealed class RowRetention
{
    private readonly PersonRetention _retention;
    private readonly RowAnchors _anchors;
    private readonly DateOnly _asOf;
    private readonly DateOnly? _erasureRequestedOn;
    private readonly IReadOnlyList<(MappedProperty Property, string Fields)> _groups;
    private readonly Dictionary<string, int[]> _known = new(StringComparer.Ordinal);
    private readonly StringBuilder _key = new();

    public RowRetention(MappedEntity mapped, PersonRetention retention, RowAnchors anchors, DateOnly asOf, DateOnly? erasureRequestedOn)
    {
        (_retention, _anchors, _asOf, _erasureRequestedOn) = (retention, anchors, asOf, erasureRequestedOn);
        _groups =
        [
            .. mapped.Personal
                .GroupBy(property => (string.Join('\n', property.Purposes), property.Mark!.Retention, property.Mark.RetentionFrom, property.Property.DeclaringType))
                .Select(group => (group.First(), string.Join('\n', group.Select(ExportNames.Of)))),
        ];
    }

    public RetentionAnswers Answers { get; } = new();

    /// <summary>Gets the numbers of the answers for a row, one for each group of fields that are kept alike.</summary>
    public IReadOnlyList<int> Of(PersonRow row)
    {
        var anchors = _anchors.Of(row);
        var key = Key(row, anchors);
        if (!_known.TryGetValue(key, out var numbers))
        {
            numbers = [.. _groups.Select(group => Answers.Add(
                RetentionAnswer.Of(group.Fields, _retention.Explain(row, anchors, group.Property, _asOf, _erasureRequestedOn))))];
            _known.Add(key, numbers);
        }

        return numbers;
    }

    /// <summary>Everything that the answers depend on and that differs from row to row: dates, in the order in which the model has them.</summary>
    private string Key(PersonRow row, IReadOnlyList<DeclaredAnchor> anchors)
    {
        _key.Clear();
        foreach (var anchor in anchors)
        {
            _key.Append(anchor.Date?.DayNumber ?? -1).Append(' ');
        }

        foreach (var (property, _) in _groups)
        {
            _key.Append(_retention.NarrowedFrom(row, property)?.DayNumber ?? -1).Append(' ');
        }

        return _key.ToString();
    }
}
