namespace Gdpr.Toolkit.Retention;

/// <summary>The anchors of the row that holds a value, and those of all of the person's records.</summary>
internal sealed record AnchorRecords(IReadOnlyCollection<DeclaredAnchor> Row, PersonAnchors Person);
