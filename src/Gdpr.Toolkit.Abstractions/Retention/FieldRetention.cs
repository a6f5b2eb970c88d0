namespace Gdpr.Toolkit.Retention;

/// <summary>Until when one property of a person's rows is kept.</summary>
/// <remarks>Immutable; holds names and dates, never values.</remarks>
/// <param name="Entity">The name of the entity.</param>
/// <param name="Property">The path within the entity, such as <c>Address.Street</c>.</param>
/// <param name="Category">What kind of personal data it is.</param>
/// <param name="Rows">In how many rows the answer is this one; at least 1.</param>
/// <param name="Explanation">The answer and its proof.</param>
public sealed record FieldRetention(string Entity, string Property, PersonalDataCategory Category, int Rows, RetentionExplanation Explanation);
