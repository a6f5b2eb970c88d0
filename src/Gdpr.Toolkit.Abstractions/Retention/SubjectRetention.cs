namespace Gdpr.Toolkit.Retention;

/// <summary>Until when everything held about one person is kept, and why.</summary>
/// <remarks>Immutable; holds names and dates, never values.</remarks>
public sealed record SubjectRetention
{
    /// <summary>Gets the day that was asked about, in the controller's time zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Gets the answers, the person's own entity first; one property has several where its rows differ.</summary>
    public required IReadOnlyList<FieldRetention> Fields { get; init; }
}
