namespace Gdpr.Toolkit.Export.Tests.Club;

[DataSubject(DataSubjectRole.Member)]
[ExportName("member", Swedish = "Medlem", English = "Member")]
public class Member
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name, ClubPurposes.Membership), Encrypted]
    [ExportName("fullName", Swedish = "Fullständigt namn", English = "Full name")]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress, ClubPurposes.Membership, ClubPurposes.News)]
    [Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
    public string? Email { get; set; }

    [PersonalData(PersonalDataCategory.BirthDate, ClubPurposes.Membership, Source = "SPAR"), Encrypted]
    public DateOnly? BornOn { get; set; }

    [PersonalData(PersonalDataCategory.Picture, ClubPurposes.Membership)]
    public byte[]? Photo { get; set; }

    [PersonalData(PersonalDataCategory.Transaction, ClubPurposes.Bookkeeping, Replacement = "0")]
    public decimal Balance { get; set; }

    [PersonalData(PersonalDataCategory.Segment, ClubPurposes.News, Provenance = DataProvenance.Inferred, Replacement = "0")]
    public double Score { get; set; }

    [AnchorsRetention(RetentionAnchor.ContractEnded), NotPersonalData("says when a membership ended, not whose")]
    public DateOnly? LeftOn { get; set; }

    /// <summary>Gets or sets a JSON document in the member's row.</summary>
    public Wishes Wishes { get; set; } = new();

    public List<Address> Addresses { get; } = [];

    public List<Order> Orders { get; } = [];

    public List<Ticket> Tickets { get; } = [];

    public List<Login> Logins { get; } = [];
}

public class Wishes
{
    [PersonalData(PersonalDataCategory.Preference, ClubPurposes.Membership, Replacement = "false")]
    public bool WantsPaper { get; set; }

    [PersonalData(PersonalDataCategory.Preference, ClubPurposes.Membership)]
    public List<string> Sports { get; set; } = [];
}

public class Address
{
    [PersonalData(PersonalDataCategory.PhysicalAddress, ClubPurposes.Membership), Encrypted]
    public required string Street { get; set; }

    [PersonalData(PersonalDataCategory.PostalCode, ClubPurposes.Membership)]
    public string? Zip { get; set; }
}
