namespace Gdpr.Toolkit.Retention;

/// <summary>A property of a row that is an anchor, and its date; null means "not yet".</summary>
internal readonly record struct DeclaredAnchor(AnchorName Anchor, DateOnly? Date);
