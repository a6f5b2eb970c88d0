namespace Gdpr.Toolkit.Retention;

/// <summary>One step of the reasoning behind a <see cref="RetentionExplanation"/>: a rule, what went in, what came out.</summary>
/// <remarks>Immutable; holds names and dates, never values.</remarks>
/// <param name="Rule">The rule's stable name, such as <c>floor</c>.</param>
/// <param name="Inputs">What the rule looked at, by stable names; dates are <c>yyyy-MM-dd</c>.</param>
/// <param name="Result">What followed, in a sentence.</param>
/// <param name="Because">The steps that this one rests on.</param>
public sealed record RetentionProof(
    string Rule,
    IReadOnlyDictionary<string, string> Inputs,
    string Result,
    IReadOnlyList<RetentionProof> Because);
