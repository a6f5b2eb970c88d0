using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Integrity;

/// <summary>People with keys of every kind, and values of theirs in every place that EF can map.</summary>
internal sealed class HoldersContext(DbContextOptions<HoldersContext> options) : DbContext(options)
{
    public DbSet<Holder> Holders => Set<Holder>();

    public DbSet<Letter> Letters => Set<Letter>();

    public DbSet<Box> Boxes => Set<Box>();

    public DbSet<Card> Cards => Set<Card>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Holder>(holder =>
        {
            holder.Property<string?>("Secret").IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
            holder.OwnsOne(row => row.Home);
            holder.OwnsOne(row => row.Work, work => work.ToTable("Workplaces"));
            holder.ComplexProperty(row => row.Contact);
        });
        modelBuilder.Entity<RegisteredLetter>();
        modelBuilder.Entity<Vehicle>().UseTptMappingStrategy();
        modelBuilder.Entity<Car>();
        modelBuilder.Entity<Pet>().UseTpcMappingStrategy().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<Cat>();
        modelBuilder.Entity<Member>();
        modelBuilder.Entity<Visitor>();
        modelBuilder.Entity<Seat>().HasKey(row => new { row.Line, row.Number });
        modelBuilder.Entity<Ticket>().HasOne(row => row.Seat).WithMany().HasForeignKey(row => new { row.Line, row.Number });
        modelBuilder.Entity<Card>().HasOne(row => row.Holder).WithMany().HasForeignKey(row => row.Code).HasPrincipalKey(row => row.Code);
    }
}

[DataSubject(DataSubjectRole.Customer)]
internal sealed class Holder
{
    public int Id { get; set; }

    [NotPersonalData("a number that means nothing")]
    public required string Code { get; set; }

    [PersonalData(PersonalDataCategory.Name), Encrypted(Searchable = true)]
    public string? Name { get; set; }

    [PersonalData(PersonalDataCategory.Health, Condition = Article9Condition.ExplicitConsent), Encrypted(KeyGroup = "medical", WhenDestroyed = DestroyedValue.Null)]
    public string? Diagnosis { get; set; }

    public Place? Home { get; set; }

    public Place? Work { get; set; }

    public Contact Contact { get; set; } = new();

    public List<Letter> Letters { get; } = [];

    public List<Box> Boxes { get; } = [];

    public List<Vehicle> Vehicles { get; } = [];
}

internal sealed class Place
{
    [PersonalData(PersonalDataCategory.PhysicalAddress), Encrypted]
    public string? Street { get; set; }
}

internal sealed class Contact
{
    [PersonalData(PersonalDataCategory.TelephoneNumber), Encrypted]
    public string? Phone { get; set; }
}

internal class Letter
{
    public int Id { get; set; }

    public int? HolderId { get; set; }

    [PersonalData(PersonalDataCategory.Communication, Replacement = "(taken)"), Encrypted(Searchable = true)]
    public string? Text { get; set; }
}

internal sealed class RegisteredLetter : Letter
{
    [PersonalData(PersonalDataCategory.Communication), Encrypted]
    public string? Receipt { get; set; }
}

internal abstract class Vehicle
{
    public int Id { get; set; }

    public int HolderId { get; set; }

    [PersonalData(PersonalDataCategory.Name), Encrypted]
    public string? Plate { get; set; }
}

internal sealed class Car : Vehicle
{
    [PersonalData(PersonalDataCategory.Name), Encrypted]
    public string? Engine { get; set; }
}

internal abstract class Pet
{
    public int Id { get; set; }

    public int HolderId { get; set; }

    public Holder Holder { get; set; } = null!;

    [PersonalData(PersonalDataCategory.Name), Encrypted]
    public string? Chip { get; set; }
}

internal sealed class Cat : Pet;

internal sealed class Box
{
    public int Id { get; set; }

    public int HolderId { get; set; }

    public List<Paper> Papers { get; } = [];
}

/// <summary>Two links away from its person, which its own row does not name.</summary>
internal sealed class Paper
{
    public int Id { get; set; }

    public int BoxId { get; set; }

    [PersonalData(PersonalDataCategory.Communication), Encrypted]
    public string? Title { get; set; }

    [PersonalData(PersonalDataCategory.Communication), Encrypted]
    public string? Text { get; set; }
}

/// <summary>Refers to its person by another key than the primary one.</summary>
internal sealed class Card
{
    public int Id { get; set; }

    [NotPersonalData("a number that means nothing")]
    public required string Code { get; set; }

    public Holder Holder { get; set; } = null!;

    [PersonalData(PersonalDataCategory.Communication), Encrypted]
    public string? Front { get; set; }

    [PersonalData(PersonalDataCategory.Communication), Encrypted]
    public string? Back { get; set; }
}

[DataSubject(DataSubjectRole.Member)]
internal sealed class Member
{
    public required string Id { get; set; }

    [PersonalData(PersonalDataCategory.Name), Encrypted]
    public string? Name { get; set; }
}

[DataSubject(DataSubjectRole.Visitor)]
internal sealed class Visitor
{
    public Guid Id { get; set; }

    [PersonalData(PersonalDataCategory.Name), Encrypted]
    public string? Name { get; set; }
}

[DataSubject(DataSubjectRole.Employee)]
internal sealed class Seat
{
    public int Line { get; set; }

    public int Number { get; set; }

    [PersonalData(PersonalDataCategory.Name), Encrypted]
    public string? Name { get; set; }
}

internal sealed class Ticket
{
    public int Id { get; set; }

    public int Line { get; set; }

    public int Number { get; set; }

    public Seat Seat { get; set; } = null!;

    [PersonalData(PersonalDataCategory.Name), Encrypted]
    public string? Text { get; set; }
}
