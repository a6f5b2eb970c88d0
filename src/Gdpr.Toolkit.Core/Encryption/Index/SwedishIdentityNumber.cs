namespace Gdpr.Toolkit.Encryption;

/// <summary>Twelve digits of a personnummer or samordningsnummer. The check digit is not looked at: a number mistyped has to be found too.</summary>
internal static class SwedishIdentityNumber
{
    // Fixed, and not the current year: an index must not change with the calendar. A later normaliser version moves it.
    private const int LastYearOfThisCentury = 29;

    private const int Length = 12;

    /// <returns>Twelve digits at the beginning of the destination, or nothing where the text is no such number.</returns>
    public static ReadOnlySpan<char> Normalize(ReadOnlySpan<char> text, Span<char> destination)
    {
        Span<char> digits = stackalloc char[Length];
        var count = 0;
        var plus = false;
        foreach (var character in text.Trim())
        {
            if (TextNormalizer.Digit(character) is >= 0 and var digit)
            {
                if (count == Length)
                    return default;
                digits[count++] = (char)('0' + digit);
            }
            else if (character == '+')
            {
                plus = true;
            }
            else if (character is not ('-' or ' ' or '\u2010' or '\u2011' or '\u2013' or '\u2212'))
            {
                return default;
            }
        }

        if (count is not (10 or Length))
            return default;
        if (count == 10)
            Century(digits, plus).CopyTo(destination);
        digits[..count].CopyTo(destination[(Length - count)..]);
        return destination[..Length];
    }

    private static string Century(ReadOnlySpan<char> digits, bool plus)
    {
        var thisCentury = ((digits[0] - '0') * 10) + digits[1] - '0' <= LastYearOfThisCentury;
        return (thisCentury, plus) switch
        {
            (true, false) => "20",
            (false, true) => "18",
            _ => "19",
        };
    }
}
