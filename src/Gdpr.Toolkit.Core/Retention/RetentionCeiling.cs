namespace Gdpr.Toolkit.Retention;

/// <summary>For how long data is kept at most.</summary>
internal sealed record RetentionCeiling(RetentionPeriod Period, AnchorName From);
