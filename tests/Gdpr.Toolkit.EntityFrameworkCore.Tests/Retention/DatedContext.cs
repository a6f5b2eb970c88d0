using Gdpr.Toolkit.Testing;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

/// <summary>A model in which every date is personal data itself and falls due before what is counted from it, in its row or elsewhere.</summary>
public class DatedContext(DbContextOptions<DatedContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Agreement>();
        modelBuilder.Entity<Receipt>();
        modelBuilder.Entity<Visit>();
        modelBuilder.Entity<Badge>();
    }

    public static void Register(GdprToolkitBuilder gdpr)
    {
        gdpr.Purpose("service", p => p.On(LegalBasis.Contract).RetainFor("P1Y", from: RetentionAnchor.ContractEnded));
        gdpr.Purpose("planning", p => p.On(LegalBasis.Contract).RetainFor("P3M", from: RetentionAnchor.ContractEnded));
        gdpr.Purpose("books", p => p.On(LegalBasis.LegalObligation, law: "a law on books").RetainFor("P5Y", from: RetentionAnchor.InvoiceDate));
        gdpr.Purpose("contracts", p => p.On(LegalBasis.LegalObligation, law: "a law on contracts").RetainFor("P2Y", from: "signed"));
        gdpr.Purpose("visits", p => p
            .On(LegalBasis.LegitimateInterests, "safe premises")
            .RetainFor("P6M", from: RetentionAnchor.Created)
            .AtLeast("P2M", from: RetentionAnchor.Created, because: "thefts are noticed late")
            .OnExpiry(ExpiryAction.Delete));
        gdpr.Purpose("register", p => p.On(LegalBasis.PublicTask).RetainFor("P4Y", from: RetentionAnchor.Created));
    }

    /// <summary>Makes up dates of ten years, so that much is due, and much is not.</summary>
    public static PersonGenerator Generator(int seed)
    {
        var generator = new PersonGenerator(seed) { MaximumRows = 3 };
        var random = new Random(seed);
        DateOnly? Day(int number) => new DateOnly(2016, 1, 1).AddDays(random.Next(3_650));
        return generator
            .Set((Client client) => client.LeftOn, Day)
            .Set((Agreement agreement) => agreement.SignedOn, Day)
            .Set((Receipt receipt) => receipt.IssuedOn, Day)
            .Set((Visit visit) => visit.On, Day)
            .Set((Badge badge) => badge.HandedOutOn, Day);
    }

    [DataSubject(DataSubjectRole.Customer)]
    public class Client
    {
        public int Id { get; set; }

        // Each of its laws ends with the last of other rows.
        [PersonalData(PersonalDataCategory.Name, "service", "books", "contracts")]
        public string? Name { get; set; }

        [PersonalData(PersonalDataCategory.Preference, "service"), Encrypted]
        public string? Taste { get; set; }

        [PersonalData(PersonalDataCategory.Profile, "planning")]
        [AnchorsRetention(RetentionAnchor.ContractEnded)]
        public DateOnly? LeftOn { get; set; }
    }

    public class Agreement
    {
        public int Id { get; set; }

        public Client? Client { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "contracts"), Encrypted]
        public string? Terms { get; set; }

        [PersonalData(PersonalDataCategory.Profile, "planning")]
        [AnchorsRetention("signed")]
        public DateOnly? SignedOn { get; set; }
    }

    // Keeps its agreement, whose own time may be up.
    public class Receipt
    {
        public int Id { get; set; }

        public int AgreementId { get; set; }

        public Agreement? Agreement { get; set; }

        [PersonalData(PersonalDataCategory.Name, "books")]
        public string? BilledTo { get; set; }

        [PersonalData(PersonalDataCategory.Profile, "service")]
        [AnchorsRetention(RetentionAnchor.InvoiceDate)]
        public DateOnly? IssuedOn { get; set; }
    }

    public class Visit
    {
        public int Id { get; set; }

        public Client? Client { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "visits"), Encrypted]
        public string? Note { get; set; }

        [PersonalData(PersonalDataCategory.PhysicalAccessLog, "visits")]
        [AnchorsRetention(RetentionAnchor.Created)]
        public DateOnly? On { get; set; }
    }

    public class Badge
    {
        public int Id { get; set; }

        public Client? Client { get; set; }

        // Has no date of the register: that of the last visit counts, and its own period shortens it.
        [PersonalData(PersonalDataCategory.UniqueIdentifier, "register", Retention = "P3Y", RetentionFrom = nameof(HandedOutOn))]
        public string? Number { get; set; }

        [PersonalData(PersonalDataCategory.Profile, "planning")]
        public DateOnly? HandedOutOn { get; set; }
    }
}
