using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A natural person who trades in their own name: in law the person and the business are one.</summary>
[ExportName("sole-trader", Swedish = "Enskild firma", English = "Sole trader")]
public sealed class SoleTrader : PrivateCustomer
{
    /// <summary>Gets or sets the organisation number, which for a sole trader is the personnummer.</summary>
    [PersonalData(PersonalDataCategory.NationalIdentificationNumber, Purposes.Service)]
    [Encrypted]
    public required string OrganisationNumber { get; set; }

    /// <summary>Gets or sets the name of the business, which usually contains the person's own.</summary>
    [PersonalData(PersonalDataCategory.Name, Purposes.Service)]
    [Encrypted]
    public required string TradingName { get; set; }
}
