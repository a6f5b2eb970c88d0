using System.Net;
using System.Text;
using System.Text.Json;

namespace Gdpr.Toolkit.Erasure;

/// <summary>The ways in which a value is written elsewhere. Case is no matter of forms: it is ignored in the search.</summary>
internal static class SearchForms
{
    /// <summary>What stands between the groups of a number and means nothing.</summary>
    public const string Separators = " \t\r\n\u00A0\u202F-.()/\u2010\u2011\u2012\u2013\u2014";

    private const int ShortestNumber = 7;
    private const int NationalNumber = 9;
    private const int SwedishIdentityNumber = 10;

    /// <summary>Writes a value as text in both normal forms, as JSON, HTML and addresses escape it, and as the bytes that binary columns hold.</summary>
    /// <remarks>Bytes stand as characters of Latin-1, without those that are zero: so UTF-16 is found without asking for the place of a character.</remarks>
    public static IEnumerable<string> Plain(string text)
    {
        var texts = new[] { text }.Concat(IsWellFormed(text) ? [text.Normalize(NormalizationForm.FormC), text.Normalize(NormalizationForm.FormD)] : []).Distinct(StringComparer.Ordinal);
        return texts.SelectMany(form => Escaped(form).Concat(Bytes(form))).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Writes a number without separators and prefixes; null for what is no number.</summary>
    public static string? Number(ErasedValue value)
    {
        var characters = string.Concat(value.Text.Where(character => character != '+' && !Separators.Contains(character, StringComparison.Ordinal)));
        var digits = characters.Count(char.IsAsciiDigit);
        return digits < ShortestNumber - 1 || characters.Length < ShortestNumber || !characters.All(char.IsAsciiLetterOrDigit) ? null : value.Category switch
        {
            // With or without the code of the country, and the zero that stands for it.
            PersonalDataCategory.TelephoneNumber or PersonalDataCategory.Contact when digits == characters.Length && TrimZeros(characters) is { Length: >= ShortestNumber } number
                => number.Length > NationalNumber ? number[^NationalNumber..] : number,
            // With or without the century.
            PersonalDataCategory.NationalIdentificationNumber when digits == characters.Length && digits == SwedishIdentityNumber + 2 => characters[2..],
            _ => characters,
        };
    }

    private static IEnumerable<string> Escaped(string text)
        => [text, JsonEncodedText.Encode(ReplaceLoneSurrogates(text)).ToString(), WebUtility.HtmlEncode(text), Uri.EscapeDataString(ReplaceLoneSurrogates(text))];

    private static IEnumerable<string> Bytes(string text)
    {
        string[] cases = [text, text.ToLowerInvariant(), text.ToUpperInvariant()];
        Encoding[] encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];
        return from form in cases
               from encoding in encodings
               select Encoding.Latin1.GetString(encoding.GetBytes(form)).Replace("\0", "", StringComparison.Ordinal);
    }

    private static string TrimZeros(string digits) => digits.TrimStart('0');

    private static bool IsWellFormed(string text) => ReplaceLoneSurrogates(text) == text;

    private static string ReplaceLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
