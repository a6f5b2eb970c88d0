using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>Whoever has a contract with the company. One row is one data subject.</summary>
/// <remarks>
/// A company is no natural person, but its row carries the same contact details as a person's and is looked after in the
/// same way; what only names the company is marked as not personal in <see cref="Company"/>.
/// </remarks>
[DataSubject(DataSubjectRole.Customer)]
public abstract class Customer
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, Purposes.Service, Purposes.Marketing)]
    [Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.TelephoneNumber, Purposes.Service)]
    [Encrypted]
    public string? Phone { get; set; }

    /// <summary>Gets or sets the name for signing in to the portal. Unique, and so nullable: several people can be erased.</summary>
    [PersonalData(PersonalDataCategory.Username, Purposes.Service)]
    public string? Username { get; set; }

    [ExportName("address", Swedish = "Adress", English = "Address")]
    public required Address Address { get; set; }

    /// <summary>Gets or sets the customer's wishes, stored as a JSON document.</summary>
    [ExportName("contactPreferences", Swedish = "Kontaktönskemål", English = "Contact preferences")]
    public required ContactPreferences Preferences { get; set; }

    [NotPersonalData("identifies a price list, not a person")]
    public int PriceListId { get; set; }

    [NotPersonalData("says when a contract ended, not whose it was; retention runs from it")]
    [AnchorsRetention(RetentionAnchor.ContractEnded)]
    public DateOnly? ContractEndedOn { get; set; }

    public List<Service> Services { get; } = [];

    public List<Invoice> Invoices { get; } = [];

    public List<SupportCase> SupportCases { get; } = [];

    public List<LoginEvent> Logins { get; } = [];

    public List<CallRecording> Calls { get; } = [];

    public List<Disclosure> Disclosures { get; } = [];
}
