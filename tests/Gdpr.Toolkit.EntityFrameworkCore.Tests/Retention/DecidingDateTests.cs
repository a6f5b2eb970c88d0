using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

/// <summary>The dates from which periods run, where an erasure or a collection could lose them.</summary>
public class DecidingDateTests
{
    private static readonly DateOnly Ended = new(2025, 1, 31);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_keeps_the_date_by_which_something_is_kept(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var ada = new Tenant { Name = "Ada", MovedOutOn = Ended };
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();
        var subject = DataSubject.Of<Tenant>(ada.Id);

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(subject));

        Assert.True(certificate.IsComplete);
        var name = Assert.Single((await scope.Retention.ExplainAsync(subject)).Fields, field => field.Property == "Name");
        Assert.Equal(Ended.AddYears(7), name.Explanation.LastDay);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_keeps_the_record_by_which_something_is_kept_without_its_values(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var ada = new Buyer
        {
            Name = "Ada",
            Deals = { new Deal { Terms = "the first", EndedOn = Ended.AddYears(-1) }, new Deal { Terms = "the last", EndedOn = Ended } },
        };
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();
        var subject = DataSubject.Of<Buyer>(ada.Id);

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(subject));
        var again = await scope.Erasure.PlanAsync(subject);

        Assert.True(certificate.IsComplete);
        var left = Assert.Single(await scope.Context.Set<Deal>().AsNoTracking().IgnoreQueryFilters().ToListAsync());
        Assert.Equal((null, Ended), (left.Terms, left.EndedOn!.Value));
        Assert.Equal(Ended.AddYears(7), Assert.Single(again.Decisions, decision => decision.Property == "Name").RetainedUntil);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_collection_without_elements_has_no_date_to_wait_for(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var (ada, bob) = (new Client { Name = "Ada" }, new Client { Name = "Bob", Errands = { new Errand { ClosedOn = Ended }, new Errand() } });
        scope.Context.AddRange(ada, bob);
        await scope.Context.SaveChangesAsync();

        var none = (await scope.Retention.ExplainAsync(DataSubject.Of<Client>(ada.Id))).Fields.Single().Explanation;
        var open = (await scope.Retention.ExplainAsync(DataSubject.Of<Client>(bob.Id))).Fields.Single().Explanation;

        Assert.Equal(RetentionOutcome.NothingKeepsIt, none.Outcome);
        Assert.Equal(RetentionOutcome.NoEndYet, open.Outcome);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_date_of_somebody_else_in_the_row_does_not_count(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var (ada, bob) = (new Tenant { Name = "Ada" }, new Tenant { Name = "Bob" });
        scope.Context.Add(new Deed { Seller = ada, Buyer = bob, Reason = "moves", Lease = "kept", BoughtOn = Ended });
        await scope.Context.SaveChangesAsync();

        var sellers = (await scope.Retention.ExplainAsync(DataSubject.Of<Tenant>(ada.Id))).Fields.Single(field => field.Property == "Reason").Explanation;
        var buyers = (await scope.Retention.ExplainAsync(DataSubject.Of<Tenant>(bob.Id))).Fields.Single(field => field.Property == "Lease").Explanation;

        Assert.Equal(RetentionOutcome.NoEndYet, sellers.Outcome);
        Assert.Equal(Ended.AddYears(7), buyers.LastDay);
    }

    private static Task<TestHost<LedgerContext>> StartAsync(TestDatabase database)
        => TestHost<LedgerContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Purpose("service", p => p.On(LegalBasis.Contract));
            gdpr.Purpose("law", p => p.On(LegalBasis.LegalObligation, law: "a law").RetainFor("P7Y", RetentionAnchor.ContractEnded));
        });

    public sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Tenant>();
            modelBuilder.Entity<Deed>();
            modelBuilder.Entity<Buyer>();
            modelBuilder.Entity<Client>().OwnsMany(client => client.Errands, item => item.HasKey("Id"));
        }
    }

    [DataSubject(DataSubjectRole.Customer, Kind = "tenant")]
    public sealed class Tenant
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "law")]
        public string? Name { get; set; }

        [PersonalData(PersonalDataCategory.Preference, "service")]
        [AnchorsRetention(RetentionAnchor.ContractEnded)]
        public DateOnly? MovedOutOn { get; set; }
    }

    public sealed class Deed
    {
        public int Id { get; set; }

        public Tenant? Seller { get; set; }

        public Tenant? Buyer { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "law", Subject = nameof(Seller))]
        public string? Reason { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "law", Subject = nameof(Buyer))]
        public string? Lease { get; set; }

        [PersonalData(PersonalDataCategory.Preference, "service", Subject = nameof(Buyer))]
        [AnchorsRetention(RetentionAnchor.ContractEnded)]
        public DateOnly? BoughtOn { get; set; }
    }

    [DataSubject(DataSubjectRole.Customer, Kind = "buyer")]
    public sealed class Buyer
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "law")]
        public string? Name { get; set; }

        public List<Deal> Deals { get; } = [];
    }

    public sealed class Deal
    {
        public int Id { get; set; }

        public Buyer? Buyer { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public string? Terms { get; set; }

        [AnchorsRetention(RetentionAnchor.ContractEnded)]
        public DateOnly? EndedOn { get; set; }
    }

    [DataSubject(DataSubjectRole.Customer, Kind = "client")]
    public sealed class Client
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "law")]
        public string? Name { get; set; }

        public List<Errand> Errands { get; } = [];
    }

    public sealed class Errand
    {
        [AnchorsRetention(RetentionAnchor.ContractEnded)]
        public DateOnly? ClosedOn { get; set; }
    }
}
