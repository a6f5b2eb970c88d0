using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What happens to one row: deleted as a whole, or kept with some of its values.</summary>
internal sealed class PlannedRow(PersonRow row, IReadOnlyDictionary<MappedProperty, RetentionReason> retained)
{
    public PersonRow Row { get; } = row;

    /// <summary>Gets the values to keep, with the reason.</summary>
    public IReadOnlyDictionary<MappedProperty, RetentionReason> Retained { get; } = retained;

    /// <summary>Gets or sets whether the row stays.</summary>
    public bool IsKept { get; set; }

    public bool HasPersonalData => Row.Personal.Any();
}
