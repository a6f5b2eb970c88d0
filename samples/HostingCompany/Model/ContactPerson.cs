using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>Somebody who acts for a <see cref="Model.Company"/>.</summary>
/// <remarks>The foreign key leads from one data subject to another: erasing the company leaves its contact persons alone.</remarks>
[DataSubject(DataSubjectRole.CustomerRepresentative)]
[ExportName("contact-person", Swedish = "Kontaktperson", English = "Contact person")]
public sealed class ContactPerson
{
    public int Id { get; set; }

    public int CompanyId { get; set; }

    public Company? Company { get; set; }

    [PersonalData(PersonalDataCategory.Name, Purposes.Service, Purposes.Support)]
    [Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, Purposes.Service, Purposes.Support)]
    [Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.TelephoneNumber, Purposes.Service, Purposes.Support)]
    [Encrypted]
    public string? Phone { get; set; }

    [PersonalData(PersonalDataCategory.JobTitle, Purposes.Service)]
    public string? JobTitle { get; set; }
}
