using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A sign-in to the customer portal.</summary>
[ExportName("sign-in", Swedish = "Inloggning", English = "Sign-in")]
public sealed class LoginEvent
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    [PersonalData(PersonalDataCategory.AuthenticationHistory, Purposes.Security, Provenance = DataProvenance.Observed)]
    [AnchorsRetention(RetentionAnchor.Created)]
    public DateTime SignedInAt { get; set; }

    [PersonalData(PersonalDataCategory.IpAddress, Purposes.Security, Provenance = DataProvenance.Observed)]
    public required string IpAddress { get; set; }

    [PersonalData(PersonalDataCategory.UserAgent, Purposes.Security, Provenance = DataProvenance.Observed)]
    public required string UserAgent { get; set; }
}
