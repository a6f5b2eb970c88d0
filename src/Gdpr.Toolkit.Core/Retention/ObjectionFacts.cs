namespace Gdpr.Toolkit.Retention;

/// <summary>An objection of a person to one purpose (GDPR Art. 21), and what came of it.</summary>
internal sealed record ObjectionFacts
{
    private ObjectionFacts(DateOnly since, ObjectionOutcome outcome, DateOnly? assessedOn)
    {
        Since = since;
        Outcome = outcome;
        AssessedOn = assessedOn < since ? since : assessedOn;
    }

    public DateOnly Since { get; }

    public ObjectionOutcome Outcome { get; }

    /// <summary>Gets the day of the decision, never before the objection; null while it is pending.</summary>
    public DateOnly? AssessedOn { get; }

    public static ObjectionFacts Pending(DateOnly since) => new(since, ObjectionOutcome.Pending, null);

    public static ObjectionFacts Upheld(DateOnly since, DateOnly on) => new(since, ObjectionOutcome.Upheld, on);

    public static ObjectionFacts Overridden(DateOnly since, DateOnly on) => new(since, ObjectionOutcome.Overridden, on);

    public bool IsUnderAssessment(DateOnly day) => Since <= day && (AssessedOn is null || day < AssessedOn);
}
