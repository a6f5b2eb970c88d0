using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Purposes;

/// <summary>Why and for how long one purpose may use the data of people in one role.</summary>
internal sealed record PurposeRule(
    DataSubjectRole? Role,
    LegalBasis? Basis,
    string? Interest,
    string? Law,
    RetentionRule? Retention)
{
    /// <summary>Gets the date that the retention runs from; null when nothing says so.</summary>
    public AnchorName? Anchor => Retention?.From;

    /// <summary>Gets whether an erasure that was asked for leaves this purpose alone (GDPR Art. 17(3)(b)).</summary>
    public bool IsExemptFromErasure => Basis is LegalBasis.LegalObligation or LegalBasis.PublicTask;

    /// <summary>Gets the dates by which it ends: of one that ends when erasure is asked for, only that of its minimum still counts then.</summary>
    public IEnumerable<AnchorName> Anchors(bool isErasureRequested)
        => Retention is null ? []
            : !isErasureRequested || IsExemptFromErasure ? Retention.Anchors
            : Retention.Floor is { } floor ? [floor.From]
            : [];

    /// <summary>Gets whether a person can object on grounds of their own situation (GDPR Art. 21(1)).</summary>
    public bool CanBeObjectedTo => Basis is LegalBasis.LegitimateInterests or LegalBasis.PublicTask;
}
