using System.Globalization;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Twelve digits of a personnummer or samordningsnummer. The check digit is not looked at: a number mistyped has to be found too.</summary>
internal static class SwedishIdentityNumber
{
    // Fixed, and not the current year: an index must not change with the calendar. A later normaliser version moves it.
    private const int LastYearOfThisCentury = 29;

    public static string? Normalize(string text)
    {
        Span<char> digits = stackalloc char[12];
        var count = 0;
        var plus = false;
        foreach (var character in text.Trim())
        {
            if (TextNormalizer.Digit(character) is >= 0 and var digit)
            {
                if (count == digits.Length)
                    return null;
                digits[count++] = (char)('0' + digit);
            }
            else if (character == '+')
            {
                plus = true;
            }
            else if (character is not ('-' or ' ' or '\u2010' or '\u2011' or '\u2013' or '\u2212'))
            {
                return null;
            }
        }

        return count switch
        {
            12 => digits.ToString(),
            10 => Century(digits[..2], plus) + digits[..10].ToString(),
            _ => null,
        };
    }

    private static string Century(ReadOnlySpan<char> year, bool plus)
    {
        var century = int.Parse(year, NumberStyles.None, CultureInfo.InvariantCulture) <= LastYearOfThisCentury ? 20 : 19;
        return (plus ? century - 1 : century).ToString(CultureInfo.InvariantCulture);
    }
}
