using System.Globalization;

namespace HostingCompany.Data;

/// <summary>Check digits of Swedish identifiers.</summary>
internal static class CheckDigits
{
    /// <summary>The last digit of a personnummer or organisation number (Luhn, weights 2 and 1 from the left).</summary>
    public static int Luhn(string nineDigits)
    {
        var sum = 0;
        for (var i = 0; i < nineDigits.Length; i++)
        {
            var product = (nineDigits[i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += product > 9 ? product - 9 : product;
        }

        return (10 - sum % 10) % 10;
    }

    /// <summary>The two check digits of an IBAN (ISO 13616, modulo 97).</summary>
    public static string Iban(string country, string account)
    {
        var moved = string.Concat((account + country + "00").Select(c => char.IsDigit(c)
            ? c.ToString()
            : (c - 'A' + 10).ToString(CultureInfo.InvariantCulture)));
        var remainder = moved.Aggregate(0, (rest, digit) => (rest * 10 + (digit - '0')) % 97);
        return (98 - remainder).ToString("00", CultureInfo.InvariantCulture);
    }
}
