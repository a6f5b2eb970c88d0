namespace Gdpr.Toolkit;

/// <summary>What two values of a searchable encrypted property have in common when a query finds them equal.</summary>
/// <remarks>
/// Only the blind index sees the normalised form; the stored value stays exactly as it was written.
/// A value that does not have the expected shape is compared as <see cref="Text"/> and never equals one that has.
/// Normalisers are versioned: changing the normaliser of a property needs a re-index.
/// </remarks>
public enum Normalizer
{
    /// <summary>Values are equal when they are equal character by character.</summary>
    None = 0,

    /// <summary>Leading and trailing white space is ignored.</summary>
    Trim,

    /// <summary>White space at both ends, Unicode composition (NFC) and upper or lower case are ignored.</summary>
    Text,

    /// <summary>
    /// An e-mail address: the domain is compared without case and in its ASCII form (IDN), the local part exactly.
    /// </summary>
    /// <remarks><c>Ada@Example.org</c> equals <c>Ada@example.org</c>; <c>ada@example.org</c> is somebody else.</remarks>
    Email,

    /// <summary>A telephone number: punctuation is ignored and <c>00</c> equals <c>+</c> (E.164).</summary>
    /// <remarks>A national number without its country code stays national: <c>070-123 45 67</c> does not equal <c>+46 70 123 45 67</c>.</remarks>
    Phone,

    /// <summary>Everything but the digits is ignored.</summary>
    DigitsOnly,

    /// <summary>A Swedish personal identity number (personnummer or samordningsnummer), compared by its twelve digits.</summary>
    /// <remarks>
    /// Ten digits get a century by a fixed rule, so that an index does not change with the calendar:
    /// the years 00–29 are 20xx, 30–99 are 19xx, and <c>+</c> subtracts a hundred years. Store twelve digits where you can.
    /// </remarks>
    PersonalIdentityNumber,

    /// <summary>A bank account number (IBAN): spaces, hyphens and case are ignored.</summary>
    Iban,
}
