namespace Gdpr.Toolkit;

/// <summary>What happens to a value on the day after its last retained one (GDPR Art. 5(1)(e)).</summary>
public enum ExpiryAction
{
    /// <summary>The value is erased; the row stays. The default.</summary>
    Erase = 1,

    /// <summary>The value is replaced so that it no longer relates to anybody (recital 26).</summary>
    Anonymise = 2,

    /// <summary>The row is deleted.</summary>
    Delete = 3,
}
