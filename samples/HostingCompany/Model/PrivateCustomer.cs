using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A customer who is a natural person.</summary>
[ExportName("private-customer", Swedish = "Privatkund", English = "Private customer")]
public class PrivateCustomer : Customer
{
    [PersonalData(PersonalDataCategory.Name, Purposes.Service, Purposes.Marketing)]
    [Encrypted]
    public required string Name { get; set; }

    /// <summary>Gets or sets the personnummer, twelve digits with a hyphen before the last four.</summary>
    [PersonalData(PersonalDataCategory.NationalIdentificationNumber, Purposes.Service)]
    [Encrypted(Searchable = true, Normalizer = Normalizer.PersonalIdentityNumber)]
    public required string PersonalIdentityNumber { get; set; }

    [PersonalData(PersonalDataCategory.BirthDate, Purposes.Service)]
    [Encrypted]
    public DateOnly? BirthDate { get; set; }
}
