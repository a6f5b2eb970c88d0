using Gdpr.Toolkit;

namespace HostingCompany.Model;

/// <summary>A message in a support case. Free text holds whatever its author chose to write.</summary>
[ExportName("support-message", Swedish = "Meddelande", English = "Message")]
public sealed class SupportMessage
{
    public int Id { get; set; }

    public int SupportCaseId { get; set; }

    public SupportCase? SupportCase { get; set; }

    [NotPersonalData("tells the customer's side from the company's")]
    public MessageAuthor Author { get; set; }

    [PersonalData(PersonalDataCategory.ServiceUsage, Purposes.Support)]
    public DateTime WrittenAt { get; set; }

    [PersonalData(PersonalDataCategory.SupportCommunication, Purposes.Support)]
    [Encrypted]
    public required string Text { get; set; }
}
