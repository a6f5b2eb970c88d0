namespace Gdpr.Toolkit.Retention;

/// <summary>What a sweep did to one property, or to rows as a whole.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Property">The path of the property; <c>*</c> for rows as a whole.</param>
/// <param name="Action">What was done: <see cref="ExpiryAction.Delete"/> for rows, <see cref="ExpiryAction.Erase"/> for values.</param>
/// <param name="Rows">In how many rows.</param>
public sealed record SweepCount(string Entity, string Property, ExpiryAction Action, int Rows);
