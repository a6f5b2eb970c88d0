using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Purposes;

/// <summary>States basis and retention of a purpose for people in one role, or for everybody.</summary>
/// <remarks>Used while the application starts; not thread-safe.</remarks>
public sealed class PurposeRuleBuilder
{
    private PurposeRule _rule;

    internal PurposeRuleBuilder(DataSubjectRole? role) => _rule = new PurposeRule(role, null, null, null, null, null);

    /// <summary>States the legal basis.</summary>
    /// <param name="basis">The legal basis (GDPR Art. 6(1)).</param>
    /// <param name="interest">The interest in words; required for <see cref="LegalBasis.LegitimateInterests"/>.</param>
    /// <param name="law">The law that obliges; required for <see cref="LegalBasis.LegalObligation"/>.</param>
    /// <returns>The same builder.</returns>
    public PurposeRuleBuilder On(LegalBasis basis, string? interest = null, string? law = null)
    {
        _rule = _rule with { Basis = basis, Interest = interest, Law = law };
        return this;
    }

    /// <summary>States for how long data is kept for this purpose (GDPR Art. 5(1)(e)).</summary>
    /// <param name="period">An ISO 8601 period of years, months, weeks and days, such as <c>P7Y</c>. Its last day is still retained.</param>
    /// <param name="from">The date that the period runs from.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="FormatException">The period is not one of years, months, weeks and days.</exception>
    public PurposeRuleBuilder RetainFor(string period, RetentionAnchor from)
    {
        _rule = _rule with { Period = RetentionPeriod.Parse(period), Anchor = from };
        return this;
    }

    internal PurposeRule Build() => _rule;
}
