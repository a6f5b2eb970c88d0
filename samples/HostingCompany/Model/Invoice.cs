using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>An invoice: what the law on bookkeeping demands is kept for seven years, the rest of the row is not.</summary>
[ExportName("invoice", Swedish = "Faktura", English = "Invoice")]
public sealed class Invoice
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    [PersonalData(PersonalDataCategory.Purchase, Purposes.Accounting)]
    public required string Number { get; set; }

    [PersonalData(PersonalDataCategory.Purchase, Purposes.Accounting)]
    [AnchorsRetention(RetentionAnchor.InvoiceDate)]
    public DateOnly IssuedOn { get; set; }

    [PersonalData(PersonalDataCategory.Name, Purposes.Accounting)]
    [Encrypted]
    public required string BilledTo { get; set; }

    /// <summary>Gets or sets the address the invoice was e-mailed to: needed to deliver it, not to keep the books.</summary>
    [PersonalData(PersonalDataCategory.EmailAddress, Purposes.Service)]
    [Encrypted]
    public string? SentTo { get; set; }

    [PersonalData(PersonalDataCategory.Transaction, Purposes.Accounting)]
    public decimal AmountDue { get; set; }

    public List<Payment> Payments { get; } = [];
}
