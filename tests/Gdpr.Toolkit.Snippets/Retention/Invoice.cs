using Gdpr.Toolkit.Snippets.QuickStart;

namespace Gdpr.Toolkit.Snippets.Retention;

#region RetentionModel
public class Invoice
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    [PersonalData(PersonalDataCategory.Name, "accounting"), Encrypted]
    public required string BilledTo { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, "service"), Encrypted]
    public string? SentTo { get; set; }

    [NotPersonalData("the date of an accounting record")]
    [AnchorsRetention(RetentionAnchor.InvoiceDate)]
    public DateOnly IssuedOn { get; set; }
}
#endregion
