namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>One of the rows of a member: the same five values, in a table of its own.</summary>
internal sealed class Letter
{
    public int Id { get; set; }

    public int MemberId { get; set; }

    public Member Member { get; set; } = null!;

    [PersonalData(PersonalDataCategory.Name), Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress), Encrypted]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.TelephoneNumber), Encrypted]
    public required string Phone { get; set; }

    [PersonalData(PersonalDataCategory.PhysicalAddress), Encrypted]
    public required string Street { get; set; }

    [PersonalData(PersonalDataCategory.BirthDate), Encrypted]
    public DateOnly? BirthDate { get; set; }

    public static Letter Make(int member, int number)
    {
        var same = Member.Make(number);
        return new() { MemberId = member, Name = same.Name, Email = same.Email, Phone = same.Phone, Street = same.Street, BirthDate = same.BirthDate };
    }
}
