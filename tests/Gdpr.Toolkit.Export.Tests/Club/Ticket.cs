namespace Gdpr.Toolkit.Export.Tests.Club;

public class Ticket
{
    public int Id { get; set; }

    public int MemberId { get; set; }

    public Member Member { get; set; } = null!;

    [PersonalData(PersonalDataCategory.SupportCommunication, ClubPurposes.Membership), Encrypted]
    public required string Subject { get; set; }

    public List<TicketMessage> Messages { get; } = [];
}

public class TicketMessage
{
    public int Id { get; set; }

    public int TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;

    [PersonalData(PersonalDataCategory.ServiceUsage, ClubPurposes.Membership)]
    public DateTimeOffset WrittenAt { get; set; }

    [PersonalData(PersonalDataCategory.SupportCommunication, ClubPurposes.Membership, WithheldWhen = nameof(IsBySomebodyElse)), Encrypted]
    public required string Text { get; set; }

    [NotPersonalData("says which side wrote")]
    public bool IsBySomebodyElse { get; set; }
}
