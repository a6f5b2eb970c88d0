namespace Gdpr.Toolkit.Consent;

/// <summary>An address at which somebody can be contacted.</summary>
/// <remarks>Immutable. <see cref="ToString"/> never shows the address, so that it can be logged.</remarks>
public sealed class ContactPoint
{
    private ContactPoint(ContactPointKind kind, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Kind = kind;
        Value = value;
    }

    /// <summary>Gets what kind of address it is.</summary>
    public ContactPointKind Kind { get; }

    /// <summary>Gets the address as it was written.</summary>
    public string Value { get; }

    /// <summary>Names an e-mail address.</summary>
    /// <param name="address">The address. On the suppression list, upper and lower case do not count, before the <c>@</c> either.</param>
    /// <returns>The contact point.</returns>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    public static ContactPoint Email(string address) => new(ContactPointKind.EmailAddress, address);

    /// <summary>Names a telephone number.</summary>
    /// <param name="number">The number with its country code, such as <c>+46 70 123 45 67</c>. Punctuation does not count.</param>
    /// <returns>The contact point.</returns>
    /// <exception cref="ArgumentException">The number is empty.</exception>
    public static ContactPoint Phone(string number) => new(ContactPointKind.TelephoneNumber, number);

    /// <summary>Names the kind, not the address.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => $"{Kind} (value withheld)";
}
