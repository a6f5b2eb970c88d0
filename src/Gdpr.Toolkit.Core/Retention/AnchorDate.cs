namespace Gdpr.Toolkit.Retention;

/// <summary>A date found in a row, and the anchor that it is.</summary>
internal readonly record struct AnchorDate(AnchorName Anchor, DateOnly Date);
