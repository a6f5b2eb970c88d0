namespace Gdpr.Toolkit.Purposes;

/// <summary>What can be wrong with a purpose, each with the way out.</summary>
internal static class PurposeRules
{
    private const int CountryCodeLength = 2;

    public static IEnumerable<string> Violations(PurposeDefinition purpose)
        => Purpose(purpose)
            .Concat(purpose.Recipients.SelectMany(recipient => Recipient(purpose.Name, recipient)))
            .Concat(purpose.Rules.SelectMany(rule => Rule(Whom(purpose.Name, rule), rule)));

    private static IEnumerable<string> Purpose(PurposeDefinition purpose)
    {
        if (purpose.Term == ProcessingPurpose.SellDataToThirdParties)
        {
            yield return $"Purpose '{purpose.Name}' sells personal data, which is prohibited here. Remove the purpose.";
        }

        if (purpose.Rules.Count == 0)
        {
            yield return $"Purpose '{purpose.Name}' has no legal basis. Say one with .On(LegalBasis.…): there is no default.";
        }

        foreach (var role in purpose.Rules.GroupBy(rule => rule.Role).Where(rules => rules.Skip(1).Any()))
        {
            yield return $"{Whom(purpose.Name, role.First())} is stated {role.Count()} times. Keep one: only the first would count.";
        }
    }

    private static IEnumerable<string> Recipient(string purpose, DataRecipient recipient)
    {
        if (string.IsNullOrWhiteSpace(recipient.Name))
        {
            yield return $"Purpose '{purpose}' has a recipient without a name. Name it: people may ask to whom data goes (GDPR Art. 15(1)(c)).";
        }

        if (!Enum.IsDefined(recipient.Kind))
        {
            yield return $"Purpose '{purpose}' has the recipient '{recipient.Name}' of no known kind. Pass a member of RecipientKind.";
        }

        if (recipient.Country is { } country && !(country.Length == CountryCodeLength && country.All(char.IsAsciiLetterUpper)))
        {
            yield return $"Purpose '{purpose}' has the recipient '{recipient.Name}' in '{country}', which is no country code. Write two capital letters, such as Country = \"SE\".";
        }

        if (recipient.Transfer is { } transfer && !Enum.IsDefined(transfer))
        {
            yield return $"Purpose '{purpose}' has the recipient '{recipient.Name}' with no known transfer mechanism. Pass a member of TransferMechanism.";
        }
    }

    private static IEnumerable<string> Rule(string whom, PurposeRule rule)
    {
        if (rule.Basis is null)
        {
            yield return $"{whom} has no legal basis. Say one with .On(LegalBasis.…): there is no default.";
        }
        else if (!Enum.IsDefined(rule.Basis.Value))
        {
            yield return $"{whom} has no known legal basis. Pass a member of LegalBasis.";
        }

        if (rule.Role is { } role && !Enum.IsDefined(role))
        {
            yield return $"{whom} is for no known role. Pass a member of DataSubjectRole.";
        }

        if (rule.Basis == LegalBasis.LegitimateInterests && string.IsNullOrWhiteSpace(rule.Interest))
        {
            yield return $"{whom} rests on legitimate interests but does not say which. Pass the interest in words.";
        }

        if (rule.Basis == LegalBasis.LegalObligation && string.IsNullOrWhiteSpace(rule.Law))
        {
            yield return $"{whom} rests on a legal obligation but cites no law. Pass law: \"…\".";
        }

        if (rule.Basis == LegalBasis.LegalObligation && rule.Retention is null)
        {
            yield return $"{whom} rests on a legal obligation but does not say for how long. Add .RetainFor(…).";
        }

        foreach (var violation in RetentionRules.Violations(whom, rule))
        {
            yield return violation;
        }
    }

    private static string Whom(string name, PurposeRule rule)
        => rule.Role is { } role ? $"Purpose '{name}' for role '{role}'" : $"Purpose '{name}'";
}
