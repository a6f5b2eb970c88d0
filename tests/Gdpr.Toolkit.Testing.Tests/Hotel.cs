using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Testing.Tests;

/// <summary>People with rows of their own and rows that they share, and with all that a generator has to respect.</summary>
public class HotelContext(DbContextOptions<HotelContext> options) : DbContext(options)
{
    public DbSet<Traveller> Travellers => Set<Traveller>();

    public DbSet<Stay> Stays => Set<Stay>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Traveller>().OwnsOne(traveller => traveller.Home, home => home.ToJson());
        modelBuilder.Entity<Traveller>().HasIndex(traveller => traveller.Passport).IsUnique();
        modelBuilder.Entity<Traveller>().ToTable(table => table.HasCheckConstraint("CK_Country", "Country IN ('SE', 'NO')"));
        modelBuilder.Entity<Stay>().HasOne(stay => stay.Traveller).WithMany(traveller => traveller.Stays).HasForeignKey(stay => stay.TravellerId);
        modelBuilder.Entity<Stay>().HasOne(stay => stay.Companion).WithMany();
        modelBuilder.Entity<Stay>().HasOne<Stay>().WithMany().HasForeignKey(stay => stay.FollowsId);
    }
}

[DataSubject(DataSubjectRole.Visitor)]
public class Traveller
{
    /// <summary>EF Core binds a constructor's parameters to properties.</summary>
    public Traveller(string name) => Name = name ?? throw new ArgumentNullException(nameof(name));

    public int Id { get; private set; }

    [PersonalData(PersonalDataCategory.Name, "visits"), Encrypted]
    public string Name { get; private set; }

    [PersonalData(PersonalDataCategory.Passport, "visits")]
    public string? Passport { get; set; }

    [NotPersonalData("of a price list")]
    public required string Country { get; set; }

    public Home Home { get; set; } = new();

    public List<Stay> Stays { get; } = [];
}

public class Home
{
    [PersonalData(PersonalDataCategory.PhysicalAddress, "visits")]
    public string? Street { get; set; }
}

public class Stay
{
    public int Id { get; set; }

    public int TravellerId { get; set; }

    public Traveller? Traveller { get; set; }

    public Traveller? Companion { get; set; }

    public int? FollowsId { get; set; }

    [PersonalData(PersonalDataCategory.FreeText, "visits", Subject = nameof(Traveller))]
    public string? Wishes { get; set; }

    [PersonalData(PersonalDataCategory.FreeText, "safety", Subject = nameof(Companion))]
    public string? Remark { get; set; }
}

/// <summary>Rows that nobody can save: each requires the other.</summary>
public class KnotContext(DbContextOptions<KnotContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Guest>().Property<int>("PartnerId");
        modelBuilder.Entity<Note>().Property<int>("GuestId");
        modelBuilder.Entity<Guest>().HasOne<Note>().WithMany().HasForeignKey("PartnerId");
        modelBuilder.Entity<Note>().HasOne<Guest>().WithMany().HasForeignKey("GuestId");
        modelBuilder.Entity<Note>().Property(note => note.Text).IsNotPersonalData("made up for this test");
        modelBuilder.Entity<Note>().Property(note => note.Scan).IsNotPersonalData("made up for this test");
    }
}

/// <summary>A value of a type that only the application can make.</summary>
public class VersionContext(DbContextOptions<VersionContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<Device>().Property(device => device.Firmware).HasConversion(version => version!.ToString(), text => Version.Parse(text));
}

[DataSubject(DataSubjectRole.User)]
public class Device
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.DeviceIdentifier, "visits")]
    public Version? Firmware { get; set; }
}
