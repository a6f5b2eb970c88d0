using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;

/// <summary>Rows of several people: of one kind, of two kinds, and rows below them.</summary>
public class SharedContext(DbContextOptions<SharedContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Claim>();
        modelBuilder.Entity<Interview>();
        modelBuilder.Entity<Matter>();
    }

    [DataSubject(DataSubjectRole.Customer)]
    public class Person
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service"), Encrypted]
        public required string Name { get; set; }
    }

    [DataSubject(DataSubjectRole.Employee)]
    public class Clerk
    {
        public Guid Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public required string Name { get; set; }
    }

    public class Claim
    {
        public int Id { get; set; }

        public Person Claimant { get; set; } = null!;

        public Person? Witness { get; set; }

        [PersonalData(PersonalDataCategory.BankAccount, "service", Subject = nameof(Claimant)), Encrypted]
        public string? Account { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = nameof(Claimant))]
        public string? Damage { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = nameof(Witness))]
        public string? Statement { get; set; }
    }

    public class Interview
    {
        public int Id { get; set; }

        public Claim Claim { get; set; } = null!;

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = "Claim.Witness")]
        public string? Answer { get; set; }
    }

    public class Matter
    {
        public int Id { get; set; }

        public Person? Customer { get; set; }

        public Clerk Handler { get; set; } = null!;

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = nameof(Customer))]
        public string? Question { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = nameof(Handler)), Encrypted]
        public string? Remark { get; set; }
    }
}
