namespace Gdpr.Toolkit;

/// <summary>Who the controller is, as people read it in export packages (GDPR Art. 13(1)(a), (b), 15(1)(f)).</summary>
/// <remarks>Immutable. Pass it to <c>gdpr.UseController(…)</c>.</remarks>
/// <param name="Name">The controller's name.</param>
public sealed record ControllerProfile(string Name)
{
    /// <summary>Gets the number in the register of companies or organisations.</summary>
    public string? OrganisationNumber { get; init; }

    /// <summary>Gets the postal address.</summary>
    public string? Address { get; init; }

    /// <summary>Gets how to reach the controller about personal data, such as an e-mail address.</summary>
    public string? Contact { get; init; }

    /// <summary>Gets how to reach the data protection officer (GDPR Art. 37(7)).</summary>
    /// <value>Null where there is none.</value>
    public string? DataProtectionOfficer { get; init; }

    /// <summary>Gets the supervisory authority that a complaint can be lodged with, and how to reach it (GDPR Art. 77).</summary>
    /// <value>Null to name none: people may turn to the one where they live, work or were wronged.</value>
    public string? SupervisoryAuthority { get; init; }
}
