using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What happens to one row, or to rows that are alike: deleted as a whole, or kept with some of their values.</summary>
internal sealed class PlannedRow(IRowsOfPerson row, Dictionary<MappedProperty, RetentionReason> retained)
{
    /// <summary>Gets the row, or the rows for which the same is decided.</summary>
    public IRowsOfPerson Row => row;

    /// <summary>Gets how many rows it is planned for.</summary>
    public int Count => row.Count;

    /// <summary>Gets whether the rows were counted and not read.</summary>
    public bool IsCounted => row is RowGroup;

    /// <summary>Gets the values to keep, with the reason.</summary>
    public IReadOnlyDictionary<MappedProperty, RetentionReason> Retained => retained;

    /// <summary>Gets those of them that are there, as far as the row was read: what is empty needs no date by which it would end.</summary>
    public IEnumerable<KeyValuePair<MappedProperty, RetentionReason>> RetainedThere
        => retained.Where(value => row is not PersonRow single || !RowValues.IsEmpty(single, value.Key));

    /// <summary>Gets or sets whether the row stays.</summary>
    public bool IsKept { get; set; }

    public bool HasPersonalData => row.Personal.Any();

    public void Retain(MappedProperty property, RetentionReason reason) => retained[property] = reason;
}
