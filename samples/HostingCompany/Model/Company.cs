using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A customer that is a legal person.</summary>
[ExportName("company", Swedish = "Företag", English = "Company")]
public sealed class Company : Customer
{
    [NotPersonalData("names a legal person")]
    public required string CompanyName { get; set; }

    [NotPersonalData("identifies a legal person in a public register")]
    public required string RegistrationNumber { get; set; }

    /// <summary>Gets the people who act for the company. Each is a data subject of their own.</summary>
    public List<ContactPerson> ContactPersons { get; } = [];

    /// <summary>Gets the employees of the company who use its services. Each is a data subject of their own, too.</summary>
    public List<PortalUser> PortalUsers { get; } = [];
}
