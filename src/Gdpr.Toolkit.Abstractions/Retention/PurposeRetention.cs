namespace Gdpr.Toolkit.Retention;

/// <summary>What one purpose demands of a value on a day.</summary>
/// <remarks>Immutable; holds names and dates, never values.</remarks>
public sealed record PurposeRetention
{
    /// <summary>Gets the name of the purpose.</summary>
    public required string Purpose { get; init; }

    /// <summary>Gets the legal basis for people in this role (GDPR Art. 6(1)).</summary>
    public required LegalBasis Basis { get; init; }

    /// <summary>Gets the law, as cited where the purpose was registered.</summary>
    public string? Law { get; init; }

    /// <summary>Gets whether the purpose keeps the value on the day asked about.</summary>
    public required bool IsLive { get; init; }

    /// <summary>Gets the first day on which the purpose keeps the value, where that follows from a consent; otherwise null.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>Gets the last day on which the purpose keeps the value.</summary>
    /// <value>Null when the purpose never does, or when there is no end yet (<see cref="OpenEnd"/>).</value>
    public DateOnly? LastDay { get; init; }

    /// <summary>Gets why there is no end yet; null when there is one.</summary>
    public OpenEndReason? OpenEnd { get; init; }

    /// <summary>Gets the phase that the retention is in, counted from 1; null when the purpose is not live or has no phases.</summary>
    public int? Phase { get; init; }

    /// <summary>Gets what may be done with the value in this phase.</summary>
    public required RetentionUse Use { get; init; }

    /// <summary>Gets whether the value may only be stored for this purpose: restricted, under an objection, in a phase that only keeps, or kept by nothing but an exception to erasure (GDPR Art. 17(3), 18).</summary>
    public required bool IsRestricted { get; init; }
}
