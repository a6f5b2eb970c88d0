using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Purposes;

/// <summary>Why and for how long one purpose may use the data of people in one role.</summary>
internal sealed record PurposeRule(
    DataSubjectRole? Role,
    LegalBasis? Basis,
    string? Interest,
    string? Law,
    RetentionPeriod? Period,
    RetentionAnchor? Anchor);
