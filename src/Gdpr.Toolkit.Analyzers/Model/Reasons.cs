using System.Text;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Tells reasons from placeholders. Whether a reason is right only people can tell.</summary>
internal static class Reasons
{
    private const int MinLetters = 4;

    private static readonly HashSet<string> Placeholders = new(StringComparer.Ordinal)
    {
        "notpersonaldata", "notpersonal", "nopersonaldata", "notpersonaldatareason", "isnotpersonaldata", "nonpersonaldata", "nonpersonal",
        "thisisnotpersonaldata", "itisnotpersonaldata", "itsnotpersonaldata", "notpii", "nopii", "nonpii", "notgdpr", "notrelevant", "notapplicable",
        "todo", "fixme", "later", "none", "null", "unknown", "noreason", "reason", "why", "whynot", "because", "justification", "pending", "placeholder",
        "test", "temp", "temporary", "ignore", "ignored", "suppress", "suppressed", "false", "true", "asdf", "dummy", "ingenpersonuppgift",
        "ejpersonuppgift", "intepersonuppgift", "ikkepersonopplysning", "ikkepersonoplysning", "keinepersonenbezogenendaten", "keinpersonenbezug", "geenpersoonsgegevens",
        "pasunedonneepersonnelle",
    };

    /// <summary>Tells whether a text could be a reason.</summary>
    public static bool SaySomething(string? text, string member)
    {
        if (text is null)
            return false;

        var letters = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
                letters.Append(char.ToLowerInvariant(character));
        }

        var said = letters.ToString();
        return said.Length >= MinLetters && !Placeholders.Contains(said) && !said.StartsWith("todo", StringComparison.Ordinal) && !string.Equals(said, member, StringComparison.OrdinalIgnoreCase);
    }
}
