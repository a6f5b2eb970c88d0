using System.Globalization;
using System.Text;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Applies a <see cref="Normalizer"/>. What it gives is golden-tested and only changes with its version.</summary>
internal static class TextNormalizer
{
    private const int CurrentVersion = 1;

    // Stands before a value without the expected shape, so that it cannot equal one that has it.
    private const char Unshaped = '\0';

    /// <summary>The normaliser in the high byte, its version in the low one.</summary>
    public static ushort Version(Normalizer normalizer) => (ushort)(((int)normalizer << 8) | CurrentVersion);

    public static string Normalize(Normalizer normalizer, string text) => normalizer switch
    {
        Normalizer.None => text,
        Normalizer.Trim => text.Trim(),
        Normalizer.Text => Fold(text),
        Normalizer.Email => Email(text) ?? Otherwise(text),
        Normalizer.Phone => Phone(text) ?? Otherwise(text),
        Normalizer.DigitsOnly => DigitsOnly(text) ?? Otherwise(text),
        Normalizer.PersonalIdentityNumber => SwedishIdentityNumber.Normalize(text) ?? Otherwise(text),
        Normalizer.Iban => Iban(text) ?? Otherwise(text),
        _ => throw new ArgumentOutOfRangeException(nameof(normalizer)),
    };

    /// <summary>The value of a decimal digit in any script, or −1.</summary>
    internal static int Digit(char character) => CharUnicodeInfo.GetDecimalDigitValue(character);

    private static string Otherwise(string text) => Unshaped + Fold(text);

    private static string Fold(string text) => FoldCase(NfcText.Normalize(text.Trim()));

    // Upper case first brings ς and σ together. The long s folds differently with and without ICU: say it.
    private static string FoldCase(string text)
        => NfcText.Normalize(text.Replace('\u017F', 's').ToUpperInvariant().ToLowerInvariant());

    private static string? Email(string text)
    {
        var address = NfcText.Normalize(text.Trim());
        var at = address.LastIndexOf('@');
        return at <= 0 || at == address.Length - 1 ? null : $"{address[..at]}@{Domain(address[(at + 1)..])}";
    }

    private static string Domain(string domain)
    {
        var lower = FoldCase(domain);
        if (Ascii.IsValid(lower))
            return lower;
        try
        {
            return new IdnMapping { AllowUnassigned = false, UseStd3AsciiRules = false }.GetAscii(lower).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return lower;
        }
    }

    private static string? Phone(string text)
    {
        var trimmed = text.Trim();
        var international = trimmed.StartsWith('+') || trimmed.StartsWith("00", StringComparison.Ordinal);
        if (international)
            trimmed = trimmed.Replace("(0)", "", StringComparison.Ordinal);

        var digits = new StringBuilder(trimmed.Length);
        for (var i = 0; i < trimmed.Length; i++)
        {
            if (Digit(trimmed[i]) is >= 0 and var digit)
                digits.Append(digit);
            else if (!IsPhonePunctuation(trimmed[i]) && !(i == 0 && trimmed[i] == '+'))
                return null;
        }

        if (digits.Length == 0)
            return null;
        if (!international)
            return digits.ToString();
        return "+" + (trimmed[0] == '+' ? digits : digits.Remove(0, 2));
    }

    private static bool IsPhonePunctuation(char character)
        => char.IsWhiteSpace(character) || character is '-' or '.' or '/' or '(' or ')' or (>= '\u2010' and <= '\u2014');

    private static string? DigitsOnly(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (Digit(character) is >= 0 and var digit)
                digits.Append(digit);
        }

        return digits.Length == 0 ? null : digits.ToString();
    }

    private static string? Iban(string text)
    {
        var account = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character))
                account.Append(char.ToUpperInvariant(character));
            else if (!char.IsWhiteSpace(character) && character != '-')
                return null;
        }

        return account.Length is >= 15 and <= 34 && char.IsAsciiLetter(account[0]) && char.IsAsciiLetter(account[1])
            ? account.ToString()
            : null;
    }
}
