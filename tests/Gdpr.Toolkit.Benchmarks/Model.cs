using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks;

/// <summary>A person with five values that are encrypted in one context and plain in the other.</summary>
[DataSubject(DataSubjectRole.Customer)]
internal sealed class Person
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.Name), Encrypted]
    public required string Name { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress), Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
    public required string Email { get; set; }

    [PersonalData(PersonalDataCategory.TelephoneNumber), Encrypted]
    public required string Phone { get; set; }

    [PersonalData(PersonalDataCategory.PhysicalAddress), Encrypted]
    public required string Street { get; set; }

    [PersonalData(PersonalDataCategory.BirthDate), Encrypted]
    public DateOnly? BirthDate { get; set; }

    public static Person Make(int number) => new()
    {
        Name = $"Person number {number}",
        Email = $"person{number}@example.org",
        Phone = $"+4670{number:0000000}",
        Street = $"Street {number}, 111 22 Town",
        BirthDate = new DateOnly(1950, 1, 1).AddDays(number % 18_000),
    };
}

/// <summary>One model; whether the toolkit is on is a matter of the options.</summary>
internal abstract class PeopleContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();
}

internal sealed class EncryptedContext(DbContextOptions<EncryptedContext> options) : PeopleContext(options);

internal sealed class PlainContext(DbContextOptions<PlainContext> options) : PeopleContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Person>().HasIndex(person => person.Email);
}
