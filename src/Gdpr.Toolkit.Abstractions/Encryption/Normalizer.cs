namespace Gdpr.Toolkit;

/// <summary>How text is normalised before it is compared through a blind index.</summary>
public enum Normalizer
{
    /// <summary>Not at all: compared exactly.</summary>
    None = 0,

    /// <summary>White space at both ends is ignored.</summary>
    Trim = 1,

    /// <summary>White space at both ends, Unicode form and case are ignored.</summary>
    Text = 2,

    /// <summary>An e-mail address: the case of the domain is ignored, that of the local part is not (RFC 5321 § 2.4).</summary>
    Email = 3,

    /// <summary>A telephone number: compared as E.164 digits.</summary>
    Phone = 4,

    /// <summary>Only the digits are compared.</summary>
    DigitsOnly = 5,

    /// <summary>A Swedish personnummer: compared with twelve digits, whatever the separators and the century.</summary>
    PersonalIdentityNumber = 6,

    /// <summary>An IBAN: spaces and case are ignored.</summary>
    Iban = 7,
}
