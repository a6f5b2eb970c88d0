namespace Gdpr.Toolkit.Purposes;

/// <summary>The purposes that the application registered.</summary>
internal sealed class PurposeRegistry
{
    private readonly Dictionary<string, PurposeDefinition> _purposes;

    public PurposeRegistry(IEnumerable<PurposeDefinition> purposes)
        => _purposes = purposes.ToDictionary(purpose => purpose.Name, StringComparer.Ordinal);

    public PurposeDefinition? Find(string name) => _purposes.GetValueOrDefault(name);

    /// <summary>Lists everything that is wrong with the registered purposes themselves.</summary>
    public IEnumerable<string> Violations()
    {
        foreach (var purpose in _purposes.Values)
        {
            if (purpose.Rules.Count == 0)
            {
                yield return $"Purpose '{purpose.Name}' has no legal basis. Say one with .On(LegalBasis.…): there is no default.";
            }

            foreach (var rule in purpose.Rules)
            {
                foreach (var violation in Violations(purpose.Name, rule))
                {
                    yield return violation;
                }
            }
        }
    }

    private static IEnumerable<string> Violations(string name, PurposeRule rule)
    {
        var whom = rule.Role is { } role ? $"Purpose '{name}' for role '{role}'" : $"Purpose '{name}'";
        if (rule.Basis is null)
        {
            yield return $"{whom} has no legal basis. Say one with .On(LegalBasis.…): there is no default.";
        }

        if (rule.Basis == LegalBasis.LegitimateInterests && string.IsNullOrWhiteSpace(rule.Interest))
        {
            yield return $"{whom} rests on legitimate interests but does not say which. Pass the interest in words.";
        }

        if (rule.Basis == LegalBasis.LegalObligation && string.IsNullOrWhiteSpace(rule.Law))
        {
            yield return $"{whom} rests on a legal obligation but cites no law. Pass law: \"…\".";
        }

        if (rule.Basis == LegalBasis.LegalObligation && rule.Period is null)
        {
            yield return $"{whom} rests on a legal obligation but does not say for how long. Add .RetainFor(…).";
        }
    }
}
