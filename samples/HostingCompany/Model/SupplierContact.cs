using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>Somebody who acts for a <see cref="Model.Supplier"/>.</summary>
[DataSubject(DataSubjectRole.SupplierRepresentative)]
[ExportName("supplier-contact", Swedish = "Leverantörskontakt", English = "Contact at a supplier")]
public sealed class SupplierContact
{
    public int Id { get; set; }

    public int SupplierId { get; set; }

    public Supplier? Supplier { get; set; }

    [PersonalData(PersonalDataCategory.Name, Purposes.Purchasing)]
    [Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, Purposes.Purchasing)]
    [Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.TelephoneNumber, Purposes.Purchasing)]
    [Encrypted]
    public string? Phone { get; set; }
}
