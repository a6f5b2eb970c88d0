using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Retention;

/// <summary>Properties of an entity that fall due on the same day in every row, because they are kept for the same purposes.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Properties">The properties; at least one.</param>
/// <param name="IsDecidedByRow">Whether rows can be swept without looking at their people.</param>
/// <param name="DeletesRows">Whether the group is all personal data of the row, and the row is deleted with it.</param>
internal sealed record SweepGroup(MappedEntity Entity, IReadOnlyList<MappedProperty> Properties, bool IsDecidedByRow, bool DeletesRows);
