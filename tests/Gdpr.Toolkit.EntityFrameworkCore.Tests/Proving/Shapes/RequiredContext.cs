using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

/// <summary>Required foreign keys: over several tables, to an alternate key, as a part of the key, one-to-one, from a person to what is nobody's.</summary>
public class RequiredContext(DbContextOptions<RequiredContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>().HasAlternateKey(customer => customer.Number);
        modelBuilder.Entity<Customer>().HasIndex(customer => customer.Username).IsUnique();
        modelBuilder.Entity<Line>().HasKey(line => new { line.OrderId, line.Number });
        modelBuilder.Entity<Profile>().HasKey(profile => profile.CustomerId);
        modelBuilder.Entity<Profile>().HasOne<Customer>().WithOne().HasForeignKey<Profile>(profile => profile.CustomerId);
        modelBuilder.Entity<Card>().HasOne<Customer>().WithMany().HasForeignKey(card => card.CustomerNumber).HasPrincipalKey(customer => customer.Number);
    }

    [DataSubject(DataSubjectRole.Customer)]
    public class Customer
    {
        public int Id { get; set; }

        public string Number { get; set; } = "";

        public int CountryId { get; set; }

        public Country Country { get; set; } = null!;

        [PersonalData(PersonalDataCategory.Name, "service"), Encrypted(Searchable = true)]
        public required string Name { get; set; }

        [PersonalData(PersonalDataCategory.Username, "service")]
        public string? Username { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress, "service"), Encrypted(Searchable = true, Unique = true, Normalizer = Normalizer.Email)]
        public string? Email { get; set; }

        public List<Order> Orders { get; } = [];
    }

    public class Country
    {
        public int Id { get; set; }

        public required string Code { get; set; }
    }

    public class Order
    {
        public Guid Id { get; set; }

        public int CustomerId { get; set; }

        [PersonalData(PersonalDataCategory.PhysicalAddress, "service")]
        public required string ShippedTo { get; set; }

        [PersonalData(PersonalDataCategory.PhysicalAddress, "service"), Encrypted]
        public required string BilledTo { get; set; }

        public List<Line> Lines { get; } = [];
    }

    public class Line
    {
        public Guid OrderId { get; set; }

        public int Number { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Greeting { get; set; }

        [NotPersonalData("what was bought")]
        public int Pieces { get; set; }
    }

    public class Profile
    {
        public int CustomerId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service"), Encrypted]
        public byte[]? Picture { get; set; }
    }

    public class Card
    {
        public int Id { get; set; }

        public string CustomerNumber { get; set; } = "";

        [PersonalData(PersonalDataCategory.BankAccount, "service")]
        public string? Holder { get; set; }
    }
}
