using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A payment of an invoice, kept for accounting like the invoice.</summary>
[ExportName("payment", Swedish = "Betalning", English = "Payment")]
public sealed class Payment
{
    public int Id { get; set; }

    public int InvoiceId { get; set; }

    public Invoice? Invoice { get; set; }

    /// <summary>Gets or sets the date of payment: a payment is an accounting record of its own.</summary>
    [PersonalData(PersonalDataCategory.PaymentHistory, Purposes.Accounting)]
    [AnchorsRetention(RetentionAnchor.InvoiceDate)]
    public DateOnly PaidOn { get; set; }

    [PersonalData(PersonalDataCategory.Transaction, Purposes.Accounting)]
    public decimal AmountPaid { get; set; }

    [PersonalData(PersonalDataCategory.BankAccount, Purposes.Accounting)]
    [Encrypted]
    public required string PayerAccount { get; set; }
}
