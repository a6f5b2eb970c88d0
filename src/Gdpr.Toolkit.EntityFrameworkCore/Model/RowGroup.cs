using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Rows of one entity that have the same values in all columns that decide what becomes of them, or dates for which the same is decided.</summary>
/// <param name="mapped">The entity.</param>
/// <param name="columns">The columns.</param>
/// <param name="values">The values of the columns; of several dates the last, or a later one for which the same is decided.</param>
/// <param name="count">How many rows they are.</param>
internal sealed class RowGroup(MappedEntity mapped, GroupColumns columns, IReadOnlyList<object?> values, int count) : IRowsOfPerson
{
    public MappedEntity Mapped { get; } = mapped;

    public int Count { get; } = count;

    public IEnumerable<MappedProperty> Personal
        => Mapped.Personal.Where(property => property.Condition is null || this[property.Condition] is true);

    /// <summary>Gets what tells these rows apart from others of their entity.</summary>
    public string Text => GroupColumns.TextOf(values);

    /// <summary>Gets the value of the only column that holds a date; null without one, and where there are several.</summary>
    public IComparable? Date => columns.Date < 0 ? null : (IComparable?)values[columns.Date];

    /// <summary>Gets what tells these rows apart but that date, and whether there is one.</summary>
    public (string Others, bool HasDate) WithoutDate
        => (columns.Date < 0 ? Text : values.Count == 1 ? "" : ValueText.Of(values.Where((_, column) => column != columns.Date)), Date is not null);

    public object? this[IProperty property] => IndexOf(property) is var index and >= 0
        ? values[index]
        : throw new InvalidOperationException($"'{property.DeclaringType.DisplayName()}.{property.Name}' was not read.");

    public IEnumerable<object?> Values(MappedProperty property) => [this[property.Property]];

    public IEnumerable<object?> Beside(MappedProperty property, string name) => [this[property.Property.DeclaringType.FindProperty(name)!]];

    public object?[] KeyValues(IReadOnlyList<IProperty> properties)
        => [.. properties.Select(property => IndexOf(property) is var index and >= 0 ? values[index] : null)];

    /// <summary>Gets the same with another number of rows.</summary>
    public RowGroup Counting(int rows) => rows == Count ? this : new RowGroup(Mapped, columns, values, rows);

    /// <summary>Gets the same with another date, before its rows are counted.</summary>
    public RowGroup At(DateOnly date) => new(Mapped, columns, [.. values.Select((value, column) => column == columns.Date ? date : value)], 0);

    private int IndexOf(IProperty property)
    {
        for (var index = 0; index < columns.All.Count; index++)
        {
            if (columns.All[index] == property)
            {
                return index;
            }
        }

        return -1;
    }
}
