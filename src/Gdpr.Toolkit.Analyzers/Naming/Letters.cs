using System.Text;

namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>Folds letters to lower case ASCII, so that <c>Förnamn</c>, <c>Fornamn</c> and <c>Foernamn</c> meet.</summary>
internal static class Letters
{
    /// <summary>Returns the plain letter, or the letter itself where it has no plain form of one letter.</summary>
    public static char Fold(char letter) => char.ToLowerInvariant(letter) switch
    {
        'å' or 'ä' or 'á' or 'à' or 'â' or 'ã' or 'æ' => 'a',
        'ö' or 'ø' or 'ó' or 'ô' or 'ò' or 'õ' or 'œ' => 'o',
        'ü' or 'ú' or 'ù' or 'û' => 'u',
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'í' or 'î' or 'ï' or 'ì' => 'i',
        'ç' => 'c',
        'ñ' => 'n',
        'ß' => 's',
        var other => other,
    };

    /// <summary>Folds a term of the dictionary and leaves out its spaces.</summary>
    public static string Fold(string term)
    {
        var folded = new StringBuilder(term.Length);
        foreach (var letter in term)
        {
            if (char.IsLetterOrDigit(letter))
                folded.Append(Fold(letter));
        }

        return folded.ToString();
    }

    /// <summary>Folds a term the way it is spelled with two letters: ä as ae, ö as oe, ü as ue, å as aa, ß as ss.</summary>
    public static string FoldToTwo(string term)
    {
        var folded = new StringBuilder(term.Length + 4);
        foreach (var letter in term)
        {
            var two = char.ToLowerInvariant(letter) switch
            {
                'å' => "aa",
                'ä' or 'æ' => "ae",
                'ö' or 'ø' or 'œ' => "oe",
                'ü' => "ue",
                'ß' => "ss",
                _ => null,
            };
            if (two is not null)
                folded.Append(two);
            else if (char.IsLetterOrDigit(letter))
                folded.Append(Fold(letter));
        }

        return folded.ToString();
    }
}
