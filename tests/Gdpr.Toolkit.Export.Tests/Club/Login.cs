namespace Gdpr.Toolkit.Export.Tests.Club;

[ExportName("sign-in", Swedish = "Inloggning", English = "Sign-in")]
public class Login
{
    public int Id { get; set; }

    public int MemberId { get; set; }

    public Member Member { get; set; } = null!;

    [PersonalData(PersonalDataCategory.AuthenticationHistory, ClubPurposes.Security, Provenance = DataProvenance.Observed)]
    [AnchorsRetention(RetentionAnchor.Created)]
    public DateTime At { get; set; }

    [PersonalData(PersonalDataCategory.IpAddress, ClubPurposes.Security, Provenance = DataProvenance.Observed), Encrypted]
    public required string Address { get; set; }
}

/// <summary>Two people in one row: a gift.</summary>
public class Gift
{
    public int Id { get; set; }

    public int GiverId { get; set; }

    public Member Giver { get; set; } = null!;

    public int? TakerId { get; set; }

    public Member? Taker { get; set; }

    [PersonalData(PersonalDataCategory.Communication, ClubPurposes.Membership, Subject = nameof(Giver))]
    public string? Greeting { get; set; }

    [PersonalData(PersonalDataCategory.Communication, ClubPurposes.Membership, Subject = nameof(Taker))]
    public string? Thanks { get; set; }
}
