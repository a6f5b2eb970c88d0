namespace Gdpr.Toolkit;

/// <summary>Why data about criminal convictions and offences may be processed (GDPR Art. 10).</summary>
/// <remarks><see cref="None"/> is an error for such data.</remarks>
public enum Article10Basis
{
    /// <summary>No basis is declared.</summary>
    None = 0,

    /// <summary>Union or Member State law authorises it.</summary>
    AuthorisedByLaw = 1,

    /// <summary>Under the control of official authority.</summary>
    OfficialAuthority = 2,
}
