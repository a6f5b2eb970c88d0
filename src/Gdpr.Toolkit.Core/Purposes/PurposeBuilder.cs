namespace Gdpr.Toolkit.Purposes;

/// <summary>Registers one purpose: on which legal basis, for whom, and for how long data is kept (GDPR Art. 5(1)(b), 6).</summary>
/// <remarks>Used while the application starts; not thread-safe.</remarks>
public sealed class PurposeBuilder
{
    private readonly string _name;
    private readonly List<PurposeRuleBuilder> _rules = [];
    private bool _isDirectMarketing;

    internal PurposeBuilder(string name) => _name = name;

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

    /// <summary>Says that the purpose is direct marketing: an objection ends it at once, whatever its basis (GDPR Art. 21(2)–(3)).</summary>
    /// <returns>The same builder.</returns>
    public PurposeBuilder AsDirectMarketing()
    {
        _isDirectMarketing = true;
        return this;
    }

    internal PurposeDefinition Build() => new(_name, [.. _rules.Select(rule => rule.Build())], _isDirectMarketing);

    private PurposeRuleBuilder AddRule(DataSubjectRole? role)
    {
        var rule = new PurposeRuleBuilder(role);
        _rules.Add(rule);
        return rule;
    }
}
