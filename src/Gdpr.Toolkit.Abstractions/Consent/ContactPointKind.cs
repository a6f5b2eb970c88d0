namespace Gdpr.Toolkit.Consent;

/// <summary>The kinds of addresses that a suppression list can hold. Numbers are stored.</summary>
public enum ContactPointKind
{
    /// <summary>An e-mail address.</summary>
    EmailAddress = 1,

    /// <summary>A telephone number, for calls and messages.</summary>
    TelephoneNumber = 2,
}
