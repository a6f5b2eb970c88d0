namespace Gdpr.Toolkit.Retention;

/// <summary>Until when one value of a person is kept, for what, by which law, and why (GDPR Art. 5(1)(e), 15(1)(d)).</summary>
/// <remarks>Immutable; holds names and dates, never values. A last day is still retained.</remarks>
public sealed record RetentionExplanation
{
    /// <summary>Gets the day that was asked about, in the controller's time zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Gets what becomes of the value.</summary>
    public required RetentionOutcome Outcome { get; init; }

    /// <summary>Gets the last day on which the value is kept; null unless <see cref="RetentionOutcome.KeptUntil"/>.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Gets when the value is due: the start of the day after the last one, in the controller's time zone.</summary>
    /// <value>Null while there is no end, when nothing ever kept the value, and on the last day of the calendar.</value>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets the first day since which nothing keeps the value; null when something does, or when nothing ever did.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Gets why there is no end yet; null unless <see cref="RetentionOutcome.NoEndYet"/>.</summary>
    public OpenEndReason? OpenEnd { get; init; }

    /// <summary>Gets the purpose that keeps the value the longest; null when none does, or when a legal hold outlasts them.</summary>
    public string? Purpose { get; init; }

    /// <summary>Gets the law of that purpose, as cited where it was registered.</summary>
    public string? Law { get; init; }

    /// <summary>Gets the value that is counted from this date and keeps it beyond its own purposes, as <c>Entity.Property</c>; null for all other values.</summary>
    /// <remarks><see cref="Purpose"/> and <see cref="Law"/> are then those of that value. Without the date nobody could tell any more when its time is up.</remarks>
    public string? CountedBy { get; init; }

    /// <summary>Gets the last day through which an erasure that was asked for is deferred by a minimum period; null when none is.</summary>
    public DateOnly? DeferredUntil { get; init; }

    /// <summary>Gets whether the value may only be stored: every purpose that keeps it is restricted, or only a legal hold does (GDPR Art. 18).</summary>
    public required bool IsRestricted { get; init; }

    /// <summary>Gets what happens when the value is due.</summary>
    public required ExpiryAction OnExpiry { get; init; }

    /// <summary>Gets every purpose that was considered, live or not, in the order of the annotation.</summary>
    public required IReadOnlyList<PurposeRetention> Purposes { get; init; }

    /// <summary>Gets the reasoning: every rule that was considered, with its inputs and its result.</summary>
    public required RetentionProof Proof { get; init; }

    /// <summary>Gets the names of the purposes that keep the value on the day asked about.</summary>
    public IEnumerable<string> LivePurposes => Purposes.Where(purpose => purpose.IsLive).Select(purpose => purpose.Purpose);

    /// <summary>Returns the result in a sentence.</summary>
    /// <returns>Text in English, without values.</returns>
    public override string ToString() => Proof.Result;
}
