using System.Text;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Sources;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Sources;

/// <summary>What lies outside the database is planned with the rest, erased after the commit, and looked for afterwards.</summary>
public sealed class SourceErasureTests : IDisposable
{
    private const string Source = "customer-files";

    private readonly FolderStore _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_plan_counts_what_a_source_holds_and_says_when_it_is_erased(TestDatabase database)
    {
        await using var shop = await _files.StartShopAsync(database);
        var (ada, _) = await AddPeopleAsync(shop);
        await using var scope = shop.NewScope();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada));

        Assert.Equal(
            [(PersonalDataCategory.Picture, ErasureAction.EraseItem, 2), (PersonalDataCategory.FreeText, ErasureAction.EraseItem, 1)],
            plan.Decisions.Where(line => line.Entity == Source).Select(line => (line.Category!.Value, line.Action, line.Rows)).Order());
        Assert.Contains("Outside the database: erased by the source once the database has committed.", plan.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("face.png", plan.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, _files.FilesOf(ada).Length);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Erasing_takes_the_files_of_the_person_and_leaves_those_of_others(TestDatabase database)
    {
        await using var shop = await _files.StartShopAsync(database);
        var (ada, bob) = await AddPeopleAsync(shop);
        await using var scope = shop.NewScope();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        Assert.True(certificate.IsComplete);
        Assert.Equal(
            [(PersonalDataCategory.Picture, FieldErasureOutcome.Erased, 2), (PersonalDataCategory.FreeText, FieldErasureOutcome.Erased, 1)],
            Lines(certificate).Select(line => (line.Category!.Value, line.Outcome, line.Rows)).Order());
        Assert.Contains(Source, Encoding.UTF8.GetString(certificate.Document.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("face.png", Encoding.UTF8.GetString(certificate.Document.Span), StringComparison.Ordinal);
        Assert.Empty(_files.FilesOf(ada));
        Assert.Equal(["face.png"], _files.FilesOf(bob));
        Assert.Empty(await scope.Erasure.ListPendingAsync());
    }

    [Fact]
    public async Task The_same_files_are_found_whichever_class_of_the_hierarchy_names_the_person()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        await using var scope = shop.NewScope();
        var trader = new SoleTrader { Name = "Grace Hopper", Email = "grace@example.org" };
        scope.Context.Add(trader);
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();
        _files.Put(trader.Id, "face.png", "Grace");

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<SoleTrader>(trader.Id)));

        Assert.Equal(FieldErasureOutcome.Erased, Assert.Single(Lines(certificate)).Outcome);
        Assert.Empty(_files.FilesOf(trader.Id));
        Assert.Empty(await scope.Erasure.ListPendingAsync());
    }

    [Fact]
    public async Task A_source_that_holds_nothing_is_listed_as_asked()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada));
        var certificate = await scope.Erasure.EraseAsync(plan);

        Assert.Equal(0, Assert.Single(plan.Decisions, line => line.Entity == Source).Rows);
        Assert.Equal((FieldErasureOutcome.NotFound, 0), Assert.Single(Lines(certificate).Select(line => (line.Outcome, line.Rows))));
        Assert.True(certificate.IsComplete);
        Assert.DoesNotContain(_files.Calls, call => call.StartsWith("erase", StringComparison.Ordinal));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_a_source_retains_is_planned_so_and_stays_until_its_day_is_over(TestDatabase database)
    {
        await using var shop = await _files.StartShopAsync(database);
        var (ada, _) = await AddPeopleAsync(shop);
        _files.Retentions["face.png"] = new ItemRetention(RetentionException.LegalClaims, "Preskriptionslagen 1981:130 § 2", new DateOnly(2026, 3, 14));
        await using var scope = shop.NewScope();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada));
        var certificate = await scope.Erasure.EraseAsync(plan);
        shop.Clock.Advance(TimeSpan.FromDays(1));
        var later = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        Assert.Equal(new DateOnly(2026, 3, 14), Assert.Single(plan.Decisions, line => line.Entity == Source && line.Action == ErasureAction.Retain).RetainedUntil);
        var retained = Assert.Single(Lines(certificate), line => line.Outcome == FieldErasureOutcome.Retained);
        Assert.Equal((1, RetentionException.LegalClaims, "Preskriptionslagen 1981:130 § 2"), (retained.Rows, retained.Exception!.Value, retained.Law));
        Assert.True(certificate.IsComplete);
        Assert.Equal(FieldErasureOutcome.Erased, Assert.Single(Lines(later)).Outcome);
        Assert.Empty(_files.FilesOf(ada));
    }

    [Fact]
    public async Task A_file_that_came_since_the_plan_makes_it_stale_and_nothing_is_erased()
    {
        await using var shop = await _files.StartShopAsync(TestDatabase.Sqlite);
        var (ada, _) = await AddPeopleAsync(shop);
        await using var scope = shop.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada));
        _files.Put(ada, "new.png", "Ada, later");

        await Assert.ThrowsAsync<StaleErasurePlanException>(() => scope.Erasure.EraseAsync(plan));

        Assert.Equal(4, _files.FilesOf(ada).Length);
        Assert.Equal("Ada Lovelace", (await scope.Context.Customers.SingleAsync(customer => customer.Id == ada)).Name);
    }

    private static IEnumerable<ErasureEntry> Lines(ErasureCertificate certificate) => certificate.Entries.Where(entry => entry.Entity == Source);

    private async Task<(int Ada, int Bob)> AddPeopleAsync(TestHost<ShopContext> shop)
    {
        var people = await shop.AddPeopleAsync();
        _files.Put(people.Ada, "face.png", "Ada's face");
        _files.Put(people.Ada, "house.png", "Ada's house");
        _files.Put(people.Ada, "note.txt", "Ada likes engines");
        _files.Put(people.Bob, "face.png", "Bob's face");
        return people;
    }
}
