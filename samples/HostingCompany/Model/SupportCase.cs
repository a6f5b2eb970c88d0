using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A customer's question or problem.</summary>
[ExportName("support-case", Swedish = "Supportärende", English = "Support case")]
public sealed class SupportCase
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    [PersonalData(PersonalDataCategory.SupportCommunication, Purposes.Support)]
    [Encrypted]
    public required string Subject { get; set; }

    [PersonalData(PersonalDataCategory.ServiceUsage, Purposes.Support)]
    public DateTime OpenedAt { get; set; }

    [NotPersonalData("says that a case was closed, not whose it was")]
    public bool IsClosed { get; set; }

    public List<SupportMessage> Messages { get; } = [];
}
