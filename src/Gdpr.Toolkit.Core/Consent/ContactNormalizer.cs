using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Consent;

/// <summary>Brings addresses into the one form in which a suppression list compares them. Changing it loses entries.</summary>
internal static class ContactNormalizer
{
    // Stands before what the normalisers could not bring into the expected shape.
    private const char Unshaped = '\0';
    private const int FewestDigits = 7;

    /// <exception cref="ArgumentException">The address has no usable form.</exception>
    public static string Normalize(ContactPoint contact) => contact.Kind switch
    {
        ContactPointKind.EmailAddress => Email(contact.Value),
        ContactPointKind.TelephoneNumber => Phone(contact.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(contact)),
    };

    // Providers ignore case before the @: rather an address too many suppressed than one too few.
    private static string Email(string address)
    {
        var normalized = TextNormalizer.Normalize(Normalizer.Email, address);
        return normalized[0] == Unshaped || normalized.Any(char.IsWhiteSpace)
            ? throw ConsentErrors.NotAnEmailAddress()
            : TextNormalizer.Normalize(Normalizer.Text, normalized);
    }

    private static string Phone(string number)
    {
        var normalized = TextNormalizer.Normalize(Normalizer.Phone, number);
        return normalized[0] == '+' && normalized.Length > FewestDigits
            ? normalized
            : throw ConsentErrors.NotAnInternationalNumber();
    }
}
