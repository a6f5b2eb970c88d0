using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>Something a customer has ordered, such as web hosting for a domain.</summary>
[ExportName("order", Swedish = "Beställning", English = "Order")]
public sealed class Service
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    [PersonalData(PersonalDataCategory.Purchase, Purposes.Orders)]
    public required string Product { get; set; }

    [PersonalData(PersonalDataCategory.UniqueIdentifier, Purposes.Orders)]
    public required string DomainName { get; set; }

    [PersonalData(PersonalDataCategory.Purchase, Purposes.Orders)]
    public DateTime OrderedAt { get; set; }

    [NotPersonalData("a price from the price list")]
    public decimal MonthlyFee { get; set; }

    public List<ServiceChange> Changes { get; } = [];
}
