using System.Collections;
using System.Globalization;
using System.Text;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>A value that an erasure takes, as it is looked for afterwards. Held in memory only.</summary>
/// <param name="Text">The value as text, or the beginning of a long one.</param>
/// <param name="Category">What kind of personal data it is.</param>
/// <param name="Indexed">Where the blind index can tell whether somebody else holds it; null where there is none.</param>
internal sealed record ErasedValue(string Text, PersonalDataCategory Category, IndexedValue? Indexed)
{
    private const int ShortestIdentifier = 7;
    private const int ShortestText = 4;

    // The beginning of a long text is in every copy of it, and keeps what is held in memory small.
    private const int LongestText = 200;

    /// <summary>What identifies a person by itself. What many share, such as an address, is not here.</summary>
    private static readonly HashSet<PersonalDataCategory> Identifying =
    [
        PersonalDataCategory.Name, PersonalDataCategory.Username, PersonalDataCategory.NationalIdentificationNumber,
        PersonalDataCategory.Passport, PersonalDataCategory.CustomerNumber, PersonalDataCategory.UniqueIdentifier,
        PersonalDataCategory.Contact, PersonalDataCategory.EmailAddress, PersonalDataCategory.TelephoneNumber,
        PersonalDataCategory.BankAccount, PersonalDataCategory.PaymentCardNumber, PersonalDataCategory.DeviceIdentifier,
        PersonalDataCategory.MacAddress, PersonalDataCategory.CookieIdentifier,
    ];

    /// <summary>Whether a property holds what identifies a person.</summary>
    public static bool IsIdentifier(IReadOnlyProperty property) => property.PersonalData() is { } mark && Identifying.Contains(mark.Category);

    /// <summary>Finds the values that an erasure takes from a row, as far as a scope searches for them.</summary>
    /// <param name="row">The row as it is before.</param>
    /// <param name="planned">What is planned for it.</param>
    /// <param name="scope">How far is searched, but <see cref="VerificationScope.OwnPaths"/>.</param>
    public static IEnumerable<(MappedProperty Property, ErasedValue Value)> Of(PersonRow row, PlannedRow planned, VerificationScope scope)
        => from property in row.Personal
           where !planned.Retained.ContainsKey(property) && (scope == VerificationScope.FullScan || IsTelling(row, property))
           from value in row.Values(property)
           from part in Parts(property, value)
           let text = TextOf(part)
           where text is not null && IsLongEnough(part, text, scope) && text != Replacement(property)
           select (property, new ErasedValue(text, property.Mark!.Category, IndexedValue.Of(row, property, value!)));

    /// <summary>Whether a value can be told from other people's: a name that nobody can look up is anybody's.</summary>
    private static bool IsTelling(PersonRow row, MappedProperty property)
        => Identifying.Contains(property.Mark!.Category)
            && (property.Mark.Category != PersonalDataCategory.Name || !property.IsEncrypted || IndexedValue.IsIndexed(row, property));

    private static IEnumerable<object> Parts(MappedProperty property, object? value)
        => (value is not null && property.Property.OwnConverter() is { } own ? own.ConvertToProvider(value) : value) switch
        {
            null => [],
            string text => [text],
            byte[] bytes => [bytes],
            IEnumerable elements => elements.OfType<object>(),
            var single => [single],
        };

    private static string? TextOf(object value)
        => value switch
        {
            string text => text.Trim() is var trimmed && trimmed.Length > LongestText ? trimmed[..LongestText] : trimmed,
            byte[] bytes => Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, LongestText))).Replace("\0", "", StringComparison.Ordinal),
            DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
            DateTime instant => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset instant => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            bool or Enum => null,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };

    private static bool IsLongEnough(object value, string text, VerificationScope scope)
        => text.Length >= (scope == VerificationScope.FullScan && value is string ? ShortestText : ShortestIdentifier);

    private static string? Replacement(MappedProperty property)
        => ReplacementValue.HasDefault(property.Property, property.Mark!) && ReplacementValue.For(property.Property, property.Mark!) is { } replacement
            ? Parts(property, replacement).Select(TextOf).FirstOrDefault()
            : null;
}
