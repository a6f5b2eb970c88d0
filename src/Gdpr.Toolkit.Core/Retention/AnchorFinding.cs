namespace Gdpr.Toolkit.Retention;

/// <summary>What was found out about the date that a period runs from.</summary>
/// <param name="Source">Where: <c>row</c>, <c>person</c>, or <c>none</c> when no record has such a property.</param>
/// <param name="Date">The date; null when it is not there yet, or when there is no such property.</param>
internal readonly record struct AnchorFinding(string Source, DateOnly? Date)
{
    public static AnchorFinding NotDeclared { get; } = new("none", null);

    public bool IsDeclared => Source != NotDeclared.Source;
}
