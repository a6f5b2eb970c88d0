using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Purposes;

/// <summary>States basis and retention of a purpose for people in one role, or for everybody.</summary>
/// <remarks>Used while the application starts; not thread-safe. What is wrong is reported when the model is built, all at once.</remarks>
public sealed class PurposeRuleBuilder
{
    private PurposeRule _rule;

    internal PurposeRuleBuilder(DataSubjectRole? role) => _rule = new PurposeRule(role, null, null, null, null);

    private RetentionRule Retention
    {
        get => _rule.Retention ?? RetentionRule.Empty;
        set => _rule = _rule with { Retention = value };
    }

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
    /// <param name="from">The date that the period runs from: a <see cref="RetentionAnchor"/>, or the name of an event of yours.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="FormatException">The period is not one of years, months, weeks and days.</exception>
    public PurposeRuleBuilder RetainFor(string period, AnchorName from)
        => Begin(RetentionPeriod.Parse(period), from);

    /// <summary>States the day through which data is kept for this purpose; while there is no such day yet, there is no end.</summary>
    /// <param name="anchor">The last day: a <see cref="RetentionAnchor"/>, or the name of an event of yours.</param>
    /// <returns>The same builder.</returns>
    public PurposeRuleBuilder RetainUntil(AnchorName anchor) => Begin(RetentionPeriod.None, anchor);

    /// <summary>Adds a phase after the one before. Its end, too, is measured from the original date, so that month ends do not drift.</summary>
    /// <param name="period">How long the phase lasts; an ISO 8601 period.</param>
    /// <param name="use">Whether the purpose uses the data in this phase, or only keeps it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="FormatException">The period is not one of years, months, weeks and days.</exception>
    public PurposeRuleBuilder Then(string period, RetentionUse use = RetentionUse.InUse)
    {
        var phase = new RetentionPhase(RetentionPeriod.Parse(period), PurposeErrors.RequireDefined(use, nameof(use)));
        Retention = Retention with { Phases = [.. Retention.Phases, phase] };
        return this;
    }

    /// <summary>States a minimum on a ground of GDPR Art. 17(3): an erasure that is asked for earlier is deferred until it is over.</summary>
    /// <param name="period">The minimum; an ISO 8601 period.</param>
    /// <param name="from">The date that it runs from.</param>
    /// <param name="because">The exception to erasure that justifies it.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// A minimum beats a maximum and a property's own retention. It does not outlast a consent that is withdrawn or an objection
    /// that is upheld. What only an exception keeps is only stored.
    /// </remarks>
    /// <exception cref="FormatException">The period is not one of years, months, weeks and days.</exception>
    public PurposeRuleBuilder AtLeast(string period, AnchorName from, RetentionException because)
        => Floor(period, from, PurposeErrors.RequireDefined(because, nameof(because)), reason: null);

    /// <summary>States a minimum for which the purpose stays necessary: an erasure that is asked for earlier is deferred until it is over (GDPR Art. 17(1)(a)).</summary>
    /// <param name="period">The minimum; an ISO 8601 period.</param>
    /// <param name="from">The date that it runs from.</param>
    /// <param name="because">Why the purpose needs the data until then, in words that the person is told.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>A minimum beats a maximum and a property's own retention. It does not outlast a consent that is withdrawn or an objection that is upheld.</remarks>
    /// <exception cref="ArgumentException">No reason was given.</exception>
    /// <exception cref="FormatException">The period is not one of years, months, weeks and days.</exception>
    public PurposeRuleBuilder AtLeast(string period, AnchorName from, string because)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        return Floor(period, from, exception: null, because);
    }

    /// <summary>States a maximum that ends the retention even where another date would end it later.</summary>
    /// <param name="period">The maximum; an ISO 8601 period.</param>
    /// <param name="from">The date that it runs from.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="FormatException">The period is not one of years, months, weeks and days.</exception>
    public PurposeRuleBuilder AtMost(string period, AnchorName from)
    {
        Retention = Retention with
        {
            Ceiling = new RetentionCeiling(RetentionPeriod.Parse(period), PurposeErrors.RequireAnchor(from, nameof(from))),
        };
        return this;
    }

    /// <summary>States what happens when the retention is over.</summary>
    /// <param name="action">What happens. The default is <see cref="ExpiryAction.Erase"/>.</param>
    /// <returns>The same builder.</returns>
    public PurposeRuleBuilder OnExpiry(ExpiryAction action)
    {
        Retention = Retention with { OnExpiry = PurposeErrors.RequireDefined(action, nameof(action)) };
        return this;
    }

    /// <summary>States by which criteria the end is decided, where no period can be given (GDPR Art. 13(2)(a)). Somebody has to decide it.</summary>
    /// <param name="criteria">The criteria, in words that the person is told.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public PurposeRuleBuilder WithCriteria(string criteria)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(criteria);
        Retention = Retention with { Criteria = criteria };
        return this;
    }

    internal PurposeRule Build() => _rule;

    private PurposeRuleBuilder Begin(RetentionPeriod period, AnchorName from)
    {
        Retention = Retention with
        {
            IsRestated = Retention.From is not null,
            From = PurposeErrors.RequireAnchor(from, nameof(from)),
            Phases = [new RetentionPhase(period, RetentionUse.InUse), .. Retention.Phases],
        };
        return this;
    }

    private PurposeRuleBuilder Floor(string period, AnchorName from, RetentionException? exception, string? reason)
    {
        Retention = Retention with
        {
            Floor = new RetentionFloor(RetentionPeriod.Parse(period), PurposeErrors.RequireAnchor(from, nameof(from)), exception, reason),
        };
        return this;
    }
}
