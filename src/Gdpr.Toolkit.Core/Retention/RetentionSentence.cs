namespace Gdpr.Toolkit.Retention;

/// <summary>Says a result in one sentence.</summary>
internal static class RetentionSentence
{
    public static string Of(RetentionExplanation answer) => answer.Outcome switch
    {
        RetentionOutcome.KeptUntil => $"Kept through {ProofSteps.Text(answer.LastDay)}{For(answer)}{Then(answer)}{Counted(answer)}.",
        RetentionOutcome.NoEndYet => $"Kept{For(answer)}{Counted(answer)}, no end yet: {Why(answer.OpenEnd)}.",
        _ when answer.EndedOn is { } ended => $"Nothing keeps it since {ProofSteps.Text(ended)}.",
        _ => "Nothing keeps it, and nothing ever did.",
    };

    public static string Of(PurposeRetention purpose) => purpose switch
    {
        { IsLive: true, LastDay: { } last } => $"'{purpose.Purpose}' keeps it through {ProofSteps.Text(last)}{Restricted(purpose)}.",
        { IsLive: true, OpenEnd: { } open } => $"'{purpose.Purpose}' keeps it, no end yet: {Why(open)}{Restricted(purpose)}.",
        { FirstDay: { } first } when purpose.LastDay is null => $"'{purpose.Purpose}' keeps it from {ProofSteps.Text(first)} on.",
        { LastDay: { } last } => $"'{purpose.Purpose}' does not keep it on this day; its last day is {ProofSteps.Text(last)}.",
        _ => $"'{purpose.Purpose}' does not keep it.",
    };

    private static string For(RetentionExplanation answer)
        => (answer.Purpose, answer.Law) switch
        {
            (null, _) => " by a legal hold",
            ({ } purpose, null) => $" for '{purpose}'",
            var (purpose, law) => $" for '{purpose}' ({law})",
        };

    private static string Then(RetentionExplanation answer)
        => answer.DeferredUntil is null ? "" : ", erasure is deferred";

    private static string Counted(RetentionExplanation answer)
        => answer.CountedBy is { } value ? $", because '{value}' is counted from it" : "";

    private static string Restricted(PurposeRetention purpose) => purpose.IsRestricted ? ", only stored" : "";

    private static string Why(OpenEndReason? reason) => reason switch
    {
        OpenEndReason.AnchorNotReached => "a date that it runs from is not there yet",
        OpenEndReason.LegalHold => "a legal hold suspends it",
        OpenEndReason.Criteria => "somebody decides by criteria",
        _ => "nothing limits it",
    };
}
