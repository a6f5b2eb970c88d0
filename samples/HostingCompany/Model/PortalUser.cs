using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>Somebody whose employer, a <see cref="Model.Company"/>, lets them use its services.</summary>
[DataSubject(DataSubjectRole.User)]
[ExportName("portal-user", Swedish = "Användare", English = "User of the portal")]
public sealed class PortalUser
{
    public int Id { get; set; }

    public int CompanyId { get; set; }

    public Company? Company { get; set; }

    [PersonalData(PersonalDataCategory.Name, Purposes.Service)]
    [Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, Purposes.Service)]
    [Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }

    /// <summary>Gets or sets the last day of use. An account that nobody uses is erased.</summary>
    [PersonalData(PersonalDataCategory.AuthenticationHistory, Purposes.Service, Provenance = DataProvenance.Observed)]
    [AnchorsRetention(RetentionAnchor.LastActivity)]
    public DateOnly? LastSignedInOn { get; set; }
}
