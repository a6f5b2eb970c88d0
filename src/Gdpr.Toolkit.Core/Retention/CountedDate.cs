namespace Gdpr.Toolkit.Retention;

/// <summary>Says of a date that it is kept as long as a value that is counted from it.</summary>
internal static class CountedDate
{
    /// <summary>Whether a value is kept longer than another.</summary>
    public static bool Outlasts(this RetentionExplanation value, RetentionExplanation other) => LastNumber(value) > LastNumber(other);

    /// <summary>Explains a date by the value that is counted from it and kept longer.</summary>
    /// <param name="date">What was found of the date by its own purposes.</param>
    /// <param name="value">What was found of the value.</param>
    /// <param name="name">The value, as <c>Entity.Property</c>.</param>
    public static RetentionExplanation KeptWith(this RetentionExplanation date, RetentionExplanation value, string name)
    {
        var answer = date with
        {
            Outcome = value.Outcome,
            LastDay = value.LastDay,
            DueAt = value.DueAt,
            EndedOn = null,
            OpenEnd = value.OpenEnd,
            Purpose = value.Purpose,
            Law = value.Law,
            CountedBy = name,
            DeferredUntil = value.DeferredUntil,
            IsRestricted = date.IsRestricted || date.Outcome == RetentionOutcome.NothingKeepsIt,
        };
        var step = ProofSteps.Step(
            "countedBy", $"'{name}' is counted from this date, which stays as long as that.", [],
            ("value", name), ("purpose", value.Purpose), ("lastDay", ProofSteps.Text(value.LastDay)));
        return answer with { Proof = date.Proof with { Result = RetentionSentence.Of(answer), Because = [.. date.Proof.Because, step] } };
    }

    private static int LastNumber(RetentionExplanation explanation) => explanation.Outcome switch
    {
        RetentionOutcome.NothingKeepsIt => -1,
        RetentionOutcome.NoEndYet => int.MaxValue,
        _ => explanation.LastDay!.Value.DayNumber,
    };
}
