using System.Text;

namespace Gdpr.Toolkit.Encryption;

/// <summary>
/// Unicode NFC that gives the same result on every host or none. With invariant globalization .NET returns texts
/// unchanged without saying so, and a person or a value would not be found again.
/// </summary>
internal static class NfcText
{
    private static readonly bool HasIcu = Probe();

    // Ranges in which no character decomposes, combines with another or is reordered: NFC leaves such a text as it is.
    private static readonly (char First, char Last)[] Stable =
    [
        ('\u0000', '\u02FF'), ('\u0370', '\u0373'), ('\u0376', '\u0377'), ('\u037B', '\u037D'), ('\u0386', '\u0386'),
        ('\u0388', '\u038A'), ('\u038C', '\u038C'), ('\u038E', '\u03A1'), ('\u03A3', '\u0482'), ('\u048A', '\u052F'),
        ('\u0531', '\u0556'), ('\u0561', '\u0587'), ('\u05D0', '\u05EA'), ('\u0621', '\u063A'), ('\u0641', '\u064A'),
        ('\u0E01', '\u0E30'), ('\u10D0', '\u10FA'), ('\u1E00', '\u1E9F'), ('\u1EA0', '\u1EF9'), ('\u2010', '\u2027'),
        ('\u2030', '\u205E'), ('\u20A0', '\u20BF'), ('\u3005', '\u3007'), ('\u3041', '\u3096'), ('\u30A1', '\u30FA'),
        ('\u30FC', '\u30FE'), ('\u3400', '\u4DBF'), ('\u4E00', '\u9FFF'), ('\uAC00', '\uD7A3'), ('\uFF01', '\uFF5E'),
    ];

    /// <exception cref="ArgumentException">The text has half of a surrogate pair or a code point that is no character.</exception>
    /// <exception cref="PlatformNotSupportedException">The text needs composing, and this process has no ICU.</exception>
    public static string Normalize(string text) => Normalize(text, HasIcu);

    /// <summary>Returns the text itself where NFC leaves it as it is.</summary>
    /// <inheritdoc cref="Normalize(string)" path="/exception"/>
    public static ReadOnlySpan<char> Normalize(ReadOnlySpan<char> text)
        => IsStable(text) ? text : Normalize(text.ToString(), HasIcu);

    public static bool IsStable(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character > '\u02FF' && !IsStable(character))
                return false;
        }

        return true;
    }

    internal static string Normalize(string text, bool hasIcu)
    {
        if (IsStable(text))
            return text;
        if (!hasIcu)
            throw EncryptionErrors.NormalizationNeedsIcu();
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            throw EncryptionErrors.InvalidText();
        }
    }

    private static bool IsStable(char character)
    {
        foreach (var (first, last) in Stable)
        {
            if (character <= last)
                return character >= first;
        }

        return false;
    }

    private static bool Probe()
    {
        try
        {
            return "e\u0301".Normalize(NormalizationForm.FormC) == "\u00E9";
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }
}
