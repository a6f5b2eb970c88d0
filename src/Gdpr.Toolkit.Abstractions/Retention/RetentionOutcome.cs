namespace Gdpr.Toolkit.Retention;

/// <summary>What becomes of a value.</summary>
public enum RetentionOutcome
{
    /// <summary>It is kept through a day that is known.</summary>
    KeptUntil = 1,

    /// <summary>It is kept, and when that ends is not known yet; <see cref="OpenEndReason"/> says why.</summary>
    NoEndYet = 2,

    /// <summary>Nothing keeps it: it is due.</summary>
    NothingKeepsIt = 3,
}
