using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>Erasure of rows that are stored otherwise than one class in one table.</summary>
public class StoredShapeTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_class_that_is_several_entities_a_view_with_a_key_and_a_required_part_of_the_row_are_no_obstacle(TestDatabase database)
    {
        await using var host = await TestHost<ArchiveContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", p => p.On(LegalBasis.Contract)));
        await host.ExecuteRawAsync("""CREATE VIEW "Listing" AS SELECT "Id", "Id" AS "MemberId", "Name" FROM "Members" """);
        await using var scope = host.NewScope();
        var ada = new Member { Name = "Ada", Contact = new Contact { Telephone = "070-1740605" } };
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();
        scope.Context.Set<Letter>("Incoming").Add(new Letter { MemberId = ada.Id, Text = "Dear club" });
        scope.Context.Set<Letter>("Outgoing").Add(new Letter { MemberId = ada.Id, Text = "Dear Ada" });
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Member>(ada.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal(0L, Convert.ToInt64(await host.RawAsync("""SELECT (SELECT COUNT(*) FROM "Incoming") + (SELECT COUNT(*) FROM "Outgoing")"""), null));
        Assert.Equal("", await host.RawAsync("""SELECT "Telephone" FROM "Members" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_searchable_value_of_somebody_else_in_the_row_makes_no_erasure_incomplete(TestDatabase database)
    {
        await using var host = await TestHost<LoanContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", p => p.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        var (ada, bob) = (new Member { Name = "Ada" }, new Member { Name = "Bob" });
        scope.Context.Add(new Loan { Borrower = ada, Guarantor = bob, Wish = "a boat", Account = "SE45" });
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Member>(ada.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Null((await scope.Context.Set<Loan>().AsNoTracking().SingleAsync(loan => loan.Account == "SE45")).Wish);
    }

    public sealed class ArchiveContext(DbContextOptions<ArchiveContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Member>(member =>
            {
                member.ToTable("Members");
                member.HasOne(row => row.Contact).WithOne().HasForeignKey<Contact>(contact => contact.Id);
                member.Navigation(row => row.Contact).IsRequired();
            });
            modelBuilder.Entity<Contact>().ToTable("Members");
            modelBuilder.Entity<Listed>().ToView("Listing");
            foreach (var name in new[] { "Incoming", "Outgoing" })
            {
                modelBuilder.SharedTypeEntity<Letter>(name, letter => letter.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId));
            }
        }
    }

    public sealed class LoanContext(DbContextOptions<LoanContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Member>().Ignore(member => member.Contact);
            modelBuilder.Entity<Loan>();
        }
    }

    [DataSubject(DataSubjectRole.Member)]
    public sealed class Member
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }

        public Contact? Contact { get; set; }
    }

    public sealed class Contact
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.TelephoneNumber, "service")]
        public required string Telephone { get; set; }
    }

    public sealed class Listed
    {
        public int Id { get; set; }

        public Member? Member { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }
    }

    public sealed class Letter
    {
        public int Id { get; set; }

        public int MemberId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Text { get; set; }
    }

    public sealed class Loan
    {
        public int Id { get; set; }

        public Member? Borrower { get; set; }

        public Member? Guarantor { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service", Subject = nameof(Borrower))]
        public string? Wish { get; set; }

        [PersonalData(PersonalDataCategory.BankAccount, "service", Subject = nameof(Guarantor)), Encrypted(Searchable = true)]
        public string? Account { get; set; }
    }
}
