namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>A person with four texts of 24 bytes and a date.</summary>
[DataSubject(DataSubjectRole.Member)]
internal sealed class Member
{
    public int Id { get; set; }

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

    public static Member Make(int number) => new()
    {
        Name = $"Member with number {number:00000}",
        Email = $"member{number:000000}@example.se",
        Phone = $"+46 (0)70 12 {number:00000000} 00",
        Street = $"Long Street {number:000000}, City",
        BirthDate = new DateOnly(1950, 1, 1).AddDays(number % 18_000),
    };
}
