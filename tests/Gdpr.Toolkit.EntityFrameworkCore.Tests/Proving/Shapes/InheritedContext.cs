using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

/// <summary>Hierarchies in one table, a table for each class, and a table for each concrete class.</summary>
public class InheritedContext(DbContextOptions<InheritedContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Company>();
        modelBuilder.Entity<Document>().UseTptMappingStrategy();
        modelBuilder.Entity<Contract>();
        modelBuilder.Entity<Letter>();
        modelBuilder.Entity<Contact>().UseTpcMappingStrategy().Property(contact => contact.Id).ValueGeneratedNever();
        modelBuilder.Entity<PhoneCall>();
        modelBuilder.Entity<Visit>();
    }

    [DataSubject(DataSubjectRole.Customer)]
    public class Party
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service"), Encrypted(Searchable = true)]
        public required string Name { get; set; }
    }

    public class Company : Party
    {
        [NotPersonalData("says of which kind the company is")]
        public bool IsSoleTrader { get; set; }

        [PersonalData(PersonalDataCategory.NationalIdentificationNumber, "service", When = nameof(IsSoleTrader))]
        public string? Registration { get; set; }
    }

    public abstract class Document
    {
        public int Id { get; set; }

        public Party Party { get; set; } = null!;

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public required string Title { get; set; }
    }

    public class Contract : Document
    {
        [PersonalData(PersonalDataCategory.FreeText, "service"), Encrypted]
        public required string Terms { get; set; }
    }

    public class Letter : Document
    {
        public Contract? About { get; set; }

        [PersonalData(PersonalDataCategory.Communication, "service")]
        public required string Text { get; set; }
    }

    public abstract class Contact
    {
        public int Id { get; set; }

        public int? PartyId { get; set; }

        public Party? Party { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service"), Encrypted]
        public string? Reason { get; set; }
    }

    public class PhoneCall : Contact
    {
        [PersonalData(PersonalDataCategory.TelephoneNumber, "service")]
        public string? Phone { get; set; }
    }

    public class Visit : Contact
    {
        [PersonalData(PersonalDataCategory.PhysicalAddress, "service")]
        public string? Place { get; set; }
    }
}
