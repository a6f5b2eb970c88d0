namespace Gdpr.Toolkit.Export.Tests.Club;

public class Order
{
    public int Id { get; set; }

    public int MemberId { get; set; }

    public Member Member { get; set; } = null!;

    [PersonalData(PersonalDataCategory.Purchase, ClubPurposes.Bookkeeping)]
    [AnchorsRetention(RetentionAnchor.InvoiceDate)]
    public DateOnly OrderedOn { get; set; }

    [PersonalData(PersonalDataCategory.Purchase, ClubPurposes.Bookkeeping)]
    public required string Article { get; set; }

    [PersonalData(PersonalDataCategory.Transaction, ClubPurposes.Bookkeeping)]
    public decimal Price { get; set; }
}
