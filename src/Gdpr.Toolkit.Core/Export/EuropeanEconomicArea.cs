using System.Collections.Frozen;

namespace Gdpr.Toolkit.Export;

/// <summary>Knows the countries within which personal data moves freely (GDPR Art. 1(3), EEA Joint Committee Decision No 154/2018).</summary>
internal static class EuropeanEconomicArea
{
    private static readonly FrozenSet<string> Countries = new[]
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
        "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a recipient is known to be elsewhere.</summary>
    public static bool IsLeftFor(DataRecipient recipient) => recipient.Country is { } country && !Countries.Contains(country);
}
