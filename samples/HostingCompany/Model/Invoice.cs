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

    [NotPersonalData("the date of an accounting record, from which retention runs")]
    [AnchorsRetention(RetentionAnchor.InvoiceDate)]
    public DateOnly IssuedOn { get; set; }

    /// <summary>Gets or sets the name on the invoice; null after the law has let go of it.</summary>
    [PersonalData(PersonalDataCategory.Name, Purposes.Accounting)]
    [Encrypted]
    public string? BilledTo { get; set; }

    /// <summary>Gets or sets the address the invoice was e-mailed to: needed to deliver it, not to keep the books.</summary>
    [PersonalData(PersonalDataCategory.EmailAddress, Purposes.Service)]
    [Encrypted]
    public string? SentTo { get; set; }

    /// <summary>Gets or sets the amount; null after the law has let go of it.</summary>
    [PersonalData(PersonalDataCategory.Transaction, Purposes.Accounting)]
    public decimal? AmountDue { get; set; }

    public List<Payment> Payments { get; } = [];
}
