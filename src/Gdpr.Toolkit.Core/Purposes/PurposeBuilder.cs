namespace Gdpr.Toolkit.Purposes;

/// <summary>Registers one purpose: on which legal basis, for whom, and for how long data is kept (GDPR Art. 5(1)(b), 6).</summary>
/// <remarks>Used while the application starts; not thread-safe. What is wrong is reported when the model is built, all at once.</remarks>
public sealed class PurposeBuilder
{
    private readonly string _name;
    private readonly List<PurposeRuleBuilder> _rules = [];
    private readonly List<DataRecipient> _recipients = [];
    private PurposeText? _title;
    private PurposeText? _description;
    private PurposeText? _automatedDecisions;
    private ProcessingPurpose? _term;
    private bool _isDirectMarketing;

    internal PurposeBuilder(string name) => _name = name;

    /// <summary>Says what the purpose is called in notices and records.</summary>
    /// <param name="sv">In Swedish.</param>
    /// <param name="en">In English.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A text is empty.</exception>
    public PurposeBuilder Titled(string sv, string en)
    {
        _title = Text(sv, en);
        return this;
    }

    /// <summary>Says in a sentence or two what the purpose is, as people read it in notices (GDPR Art. 13(1)(c)).</summary>
    /// <param name="sv">In Swedish.</param>
    /// <param name="en">In English.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A text is empty.</exception>
    public PurposeBuilder Described(string sv, string en)
    {
        _description = Text(sv, en);
        return this;
    }

    /// <summary>Says which of the known purposes this is.</summary>
    /// <param name="purpose">The known purpose. <see cref="ProcessingPurpose.SellDataToThirdParties"/> is refused.</param>
    /// <returns>The same builder.</returns>
    /// <remarks><see cref="ProcessingPurpose.DirectMarketing"/> and <see cref="ProcessingPurpose.TargetedAdvertising"/> imply <see cref="AsDirectMarketing"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such purpose.</exception>
    public PurposeBuilder As(ProcessingPurpose purpose)
    {
        _term = PurposeErrors.RequireDefined(purpose, nameof(purpose));
        return this;
    }

    /// <summary>Says that the purpose is direct marketing: an objection ends it at once, without being weighed (GDPR Art. 21(2), (3)).</summary>
    /// <returns>The same builder.</returns>
    public PurposeBuilder AsDirectMarketing()
    {
        _isDirectMarketing = true;
        return this;
    }

    /// <summary>Names those to whom data is disclosed for this purpose (GDPR Art. 13(1)(e), 30(1)(d)).</summary>
    /// <param name="recipients">The recipients; added to those named before.</param>
    /// <returns>The same builder.</returns>
    public PurposeBuilder SharedWith(params DataRecipient[] recipients)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        foreach (var recipient in recipients)
            ArgumentNullException.ThrowIfNull(recipient, nameof(recipients));
        _recipients.AddRange(recipients);
        return this;
    }

    /// <summary>Says that decisions about people are made automatically, profiling included: by what logic, and with what consequences (GDPR Art. 13(2)(f), 15(1)(h), 22).</summary>
    /// <param name="sv">In Swedish.</param>
    /// <param name="en">In English.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A text is empty.</exception>
    public PurposeBuilder WithAutomatedDecisions(string sv, string en)
    {
        _automatedDecisions = Text(sv, en);
        return this;
    }

    /// <summary>States the basis for people in one role; it beats what is stated for everybody.</summary>
    /// <param name="role">The role.</param>
    /// <returns>A builder for this role.</returns>
    public PurposeRuleBuilder For(DataSubjectRole role) => AddRule(role);

    /// <summary>States the basis for everybody.</summary>
    /// <param name="basis">The legal basis (GDPR Art. 6(1)).</param>
    /// <param name="interest">The interest in words; required for <see cref="LegalBasis.LegitimateInterests"/>.</param>
    /// <param name="law">The law that obliges; required for <see cref="LegalBasis.LegalObligation"/>.</param>
    /// <returns>A builder for everybody.</returns>
    public PurposeRuleBuilder On(LegalBasis basis, string? interest = null, string? law = null)
        => AddRule(role: null).On(basis, interest, law);

    internal PurposeDefinition Build() => new(
        _name,
        [.. _rules.Select(rule => rule.Build())],
        isDirectMarketing: _isDirectMarketing || _term is ProcessingPurpose.DirectMarketing or ProcessingPurpose.TargetedAdvertising)
    {
        Title = _title,
        Description = _description,
        AutomatedDecisions = _automatedDecisions,
        Term = _term,
        Recipients = [.. _recipients],
    };

    private static PurposeText Text(string sv, string en)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sv);
        ArgumentException.ThrowIfNullOrWhiteSpace(en);
        return new PurposeText(sv, en);
    }

    private PurposeRuleBuilder AddRule(DataSubjectRole? role)
    {
        var rule = new PurposeRuleBuilder(role);
        _rules.Add(rule);
        return rule;
    }
}
