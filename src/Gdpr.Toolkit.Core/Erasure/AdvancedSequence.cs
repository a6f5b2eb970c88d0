namespace Gdpr.Toolkit.Erasure;

/// <summary>An identity column after a replay.</summary>
/// <param name="Mark">The column, and the number that new rows have to exceed.</param>
/// <param name="IsAdvanced">
/// Whether they do. Otherwise the database gives numbers in another way, or did not allow it: an erased person's identity may be used again.
/// </param>
public sealed record AdvancedSequence(SequenceMark Mark, bool IsAdvanced);
