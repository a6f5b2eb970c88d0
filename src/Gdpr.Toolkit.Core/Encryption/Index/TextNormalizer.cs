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

    public static string Normalize(Normalizer normalizer, string text)
        => Normalize(normalizer, text, new char[ScratchLength(text.Length)]).ToString();

    /// <summary>How many characters normalising a text needs to work in: the longest result is a ten-digit number with its century.</summary>
    public static int ScratchLength(int textLength) => textLength + 2;

    /// <summary>Normalises without allocating, unless there is something other than ASCII to fold.</summary>
    /// <param name="normalizer">What to do.</param>
    /// <param name="text">The text.</param>
    /// <param name="scratch">Room for <see cref="ScratchLength"/> characters.</param>
    /// <returns>A part of the text, of the scratch, or characters of its own.</returns>
    public static ReadOnlySpan<char> Normalize(Normalizer normalizer, ReadOnlySpan<char> text, Span<char> scratch)
    {
        var shaped = normalizer switch
        {
            Normalizer.None => text,
            Normalizer.Trim => text.Trim(),
            Normalizer.Text => Fold(text, scratch),
            Normalizer.Email => Email(text, scratch),
            Normalizer.Phone => Phone(text, scratch),
            Normalizer.DigitsOnly => DigitsOnly(text, scratch),
            Normalizer.PersonalIdentityNumber => SwedishIdentityNumber.Normalize(text, scratch),
            Normalizer.Iban => Iban(text, scratch),
            _ => throw new ArgumentOutOfRangeException(nameof(normalizer)),
        };

        // A result of nothing says that the text does not have the expected shape.
        return shaped.IsEmpty && normalizer is not (Normalizer.None or Normalizer.Trim or Normalizer.Text) ? Otherwise(text, scratch) : shaped;
    }

    /// <summary>The value of a decimal digit in any script, or −1.</summary>
    internal static int Digit(char character) => CharUnicodeInfo.GetDecimalDigitValue(character);

    private static ReadOnlySpan<char> Otherwise(ReadOnlySpan<char> text, Span<char> scratch)
    {
        scratch[0] = Unshaped;
        return Join(scratch, 1, Fold(text, scratch[1..]));
    }

    // Puts behind the beginning of the scratch what may be there already.
    private static ReadOnlySpan<char> Join(Span<char> scratch, int begun, ReadOnlySpan<char> rest)
    {
        if (begun + rest.Length > scratch.Length)
            return string.Concat(scratch[..begun], rest);
        rest.CopyTo(scratch[begun..]);
        return scratch[..(begun + rest.Length)];
    }

    private static ReadOnlySpan<char> Fold(ReadOnlySpan<char> text, Span<char> scratch) => FoldCase(NfcText.Normalize(text.Trim()), scratch);

    private static ReadOnlySpan<char> FoldCase(ReadOnlySpan<char> text, Span<char> scratch)
    {
        if (Ascii.IsValid(text))
        {
            Ascii.ToLower(text, scratch, out var length);
            return scratch[..length];
        }

        // Upper case first brings ς and σ together. The long s folds differently with and without ICU: say it.
        return NfcText.Normalize(text.ToString().Replace('\u017F', 's').ToUpperInvariant().ToLowerInvariant());
    }

    private static ReadOnlySpan<char> Email(ReadOnlySpan<char> text, Span<char> scratch)
    {
        var address = NfcText.Normalize(text.Trim());
        var domain = address.LastIndexOf('@') + 1;
        if (domain <= 1 || domain == address.Length)
            return default;
        if (address.Length > scratch.Length)
            scratch = new char[address.Length];
        address[..domain].CopyTo(scratch);
        return Join(scratch, domain, Domain(address[domain..], scratch[domain..]));
    }

    private static ReadOnlySpan<char> Domain(ReadOnlySpan<char> domain, Span<char> scratch)
    {
        var lower = FoldCase(domain, scratch);
        return Ascii.IsValid(lower) ? lower : Punycode.EncodeDomain(lower.ToString());
    }

    private static ReadOnlySpan<char> Phone(ReadOnlySpan<char> text, Span<char> scratch)
    {
        var number = text.Trim();
        var hasPlus = number is ['+', ..];
        var isInternational = hasPlus || number is ['0', '0', ..];
        var length = 0;
        for (var i = hasPlus ? 1 : 0; i < number.Length; i++)
        {
            if (Digit(number[i]) is >= 0 and var digit)
                scratch[length++] = (char)('0' + digit);
            else if (isInternational && number[i..] is ['(', '0', ')', ..])
                i += 2;
            else if (!IsPhonePunctuation(number[i]))
                return default;
        }

        if (!isInternational || length == 0)
            return scratch[..length];

        // The plus, or what stands for it: 00.
        var digits = scratch[(hasPlus ? 0 : 2)..length];
        digits.CopyTo(scratch[1..]);
        scratch[0] = '+';
        return scratch[..(1 + digits.Length)];
    }

    private static bool IsPhonePunctuation(char character)
        => char.IsWhiteSpace(character) || character is '-' or '.' or '/' or '(' or ')' or (>= '\u2010' and <= '\u2014');

    private static ReadOnlySpan<char> DigitsOnly(ReadOnlySpan<char> text, Span<char> scratch)
    {
        var length = 0;
        foreach (var character in text)
        {
            if (Digit(character) is >= 0 and var digit)
                scratch[length++] = (char)('0' + digit);
        }

        return scratch[..length];
    }

    private static ReadOnlySpan<char> Iban(ReadOnlySpan<char> text, Span<char> scratch)
    {
        var length = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character))
                scratch[length++] = char.ToUpperInvariant(character);
            else if (!char.IsWhiteSpace(character) && character != '-')
                return default;
        }

        var account = scratch[..length];
        return length is >= 15 and <= 34 && char.IsAsciiLetter(account[0]) && char.IsAsciiLetter(account[1]) ? account : default;
    }
}
