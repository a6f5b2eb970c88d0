namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Club;

[DataSubject(DataSubjectRole.Member)]
public class Member
{
    public Guid Id { get; set; } = Guid.NewGuid();

    [PersonalData(PersonalDataCategory.Name, "membership")]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.Age, "membership", Replacement = "0")]
    public int Age { get; set; }

    public List<Donation> Donations { get; } = [];

    public List<Booking> Bookings { get; } = [];

    public List<Hint> Hints { get; } = [];

    public List<Ride> Rides { get; } = [];

    public List<Membership> Memberships { get; } = [];

    /// <summary>A many-to-many whose join rows have no class.</summary>
    public List<Interest> Interests { get; } = [];
}

public class Interest
{
    public int Id { get; set; }

    public required string Title { get; set; }

    public List<Member> Members { get; } = [];
}

public class Team
{
    public int Id { get; set; }

    public required string Title { get; set; }

    public List<Membership> Memberships { get; } = [];
}

/// <summary>A many-to-many join with a payload that says nothing about a person.</summary>
[NotPersonalData("shirts are the team's")]
public class Membership
{
    public Guid MemberId { get; set; }

    public int TeamId { get; set; }

    public Team Team { get; set; } = null!;

    public int Shirts { get; set; }
}

/// <summary>Kept by law, from an instant.</summary>
public class Donation
{
    public int Id { get; set; }

    public Guid MemberId { get; set; }

    public int? BookingId { get; set; }

    public int? RideId { get; set; }

    [PersonalData(PersonalDataCategory.Transaction, "tax")]
    public decimal Amount { get; set; }

    [AnchorsRetention(RetentionAnchor.InvoiceDate)]
    public DateTimeOffset? ReceivedAt { get; set; }
}

/// <summary>Nothing keeps it, but a donation may refer to it.</summary>
public class Booking
{
    public int Id { get; set; }

    public Guid MemberId { get; set; }

    [PersonalData(PersonalDataCategory.FreeText, "membership")]
    public string? Remark { get; set; }

    public List<BookingLine> Lines { get; } = [];

    public List<Donation> Donations { get; } = [];
}

/// <summary>Says nothing about a person, and goes or stays with its booking.</summary>
public class BookingLine
{
    public int Id { get; set; }

    public int BookingId { get; set; }

    [NotPersonalData("a number of hours")]
    public int Hours { get; set; }
}

/// <summary>Hangs on a member by an optional link.</summary>
public class Hint
{
    public int Id { get; set; }

    public Guid? MemberId { get; set; }

    [PersonalData(PersonalDataCategory.FreeText, "membership")]
    public required string Text { get; set; }
}

/// <summary>Has a required number that nothing is written in place of.</summary>
public class Ride
{
    public int Id { get; set; }

    public Guid MemberId { get; set; }

    [PersonalData(PersonalDataCategory.ServiceUsage, "membership")]
    public int Seats { get; set; }

    public List<Donation> Donations { get; } = [];
}
