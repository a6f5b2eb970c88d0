using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>Personal data that was given to a <see cref="Model.Recipient"/>: people may ask to whom (GDPR Art. 15(1)(c)).</summary>
[ExportName("disclosure", Swedish = "Utlämning", English = "Disclosure")]
public sealed class Disclosure
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    public int RecipientId { get; set; }

    public Recipient? Recipient { get; set; }

    [PersonalData(PersonalDataCategory.Communication, Purposes.Disclosures, Provenance = DataProvenance.Observed)]
    [AnchorsRetention(RetentionAnchor.Created)]
    public DateTime DisclosedAt { get; set; }

    /// <summary>Gets or sets what was given to whom, in words that people read.</summary>
    [PersonalData(PersonalDataCategory.Communication, Purposes.Disclosures, Provenance = DataProvenance.Observed)]
    [Encrypted]
    public required string Content { get; set; }
}
