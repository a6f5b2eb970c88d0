using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Holds;

public class HoldTests
{
    private const string Reason = "suspected-fraud-by-lovelace";

    private static readonly DateOnly Review = new(2026, 6, 30);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_hold_on_a_person_stops_removal_and_erasure_until_it_is_released(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        var person = DataSubject.Of<Customer>(ada);
        await using var scope = shop.NewScope();
        var before = await scope.Erasure.PlanAsync(person);
        var hold = await scope.Holds.PlaceAsync(LegalHoldScope.Person(person), Reason, "counsel", Review);

        var plan = await scope.Erasure.PlanAsync(person);
        var refused = await Assert.ThrowsAsync<LegalHoldException>(() => scope.Erasure.EraseAsync(plan));
        await Assert.ThrowsAsync<LegalHoldException>(() => scope.Erasure.EraseAsync(before));

        Assert.All(plan.Decisions, decision => Assert.Equal((ErasureAction.Retain, RetentionException.LegalClaims), (decision.Action, decision.Exception)));
        Assert.Contains(hold.Id.ToString("D"), refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Reason, refused.Message + plan, StringComparison.Ordinal);
        await RemovalIsRefusedAsync(shop, ada, hold.Id);
        Assert.Equal("Ada Lovelace", (await scope.Context.Customers.SingleAsync(customer => customer.Id == ada)).Name);
        Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(bob)))).IsComplete);

        await scope.Holds.ReleaseAsync(hold.Id, "counsel");
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(person));

        Assert.True(certificate.IsComplete);
        Assert.DoesNotContain(certificate.Entries, entry => entry.Exception == RetentionException.LegalClaims);
        Assert.Null(Assert.Single(await scope.Holds.LoadHistoryAsync(person)).Reason);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_hold_on_an_entity_keeps_its_rows_and_lets_the_rest_go(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        await scope.Holds.PlaceAsync(LegalHoldScope.Rows<SupportCase>(), Reason, "counsel", Review);

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        Assert.True(certificate.IsComplete);
        var held = Assert.Single(certificate.Entries, entry => entry.Exception == RetentionException.LegalClaims);
        Assert.Equal(("SupportCase", "Subject", FieldErasureOutcome.Retained, "GDPR Art. 17(3)(e)"), (held.Entity, held.Property, held.Outcome, held.Law));
        Assert.Equal(["Engine of Ada Lovelace", "Engine of Robert Babbage"], await scope.Context.Cases.OrderBy(c => c.Id).Select(c => c.Subject).ToListAsync());
        Assert.Equal(1, await scope.Context.Messages.CountAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_hold_explains_itself_by_its_id_and_never_by_its_reason(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        var person = DataSubject.Of<Customer>(ada);
        await using var scope = shop.NewScope();
        var hold = await scope.Holds.PlaceAsync(
            LegalHoldScope.Person(person) with { Purpose = ShopPurposes.Accounting }, Reason, "counsel", Review);

        var explained = await scope.Retention.ExplainAsync(person, new DateOnly(2040, 1, 1));

        var billedTo = explained.Fields.Single(field => field.Property == "BilledTo").Explanation;
        Assert.Equal((RetentionOutcome.NoEndYet, OpenEndReason.LegalHold), (billedTo.Outcome, billedTo.OpenEnd));
        Assert.Contains($"legalHold: The hold suspends the end. [placedOn=2026-03-14, reference={hold.Id:D}, reviewOn=2026-06-30]", billedTo.ToText(), StringComparison.Ordinal);
        Assert.DoesNotContain(explained.Fields, field => field.Explanation.ToText().Contains(Reason, StringComparison.Ordinal));
        Assert.DoesNotContain("legalHold", explained.Fields.Single(field => field.Property == "Nickname").Explanation.ToText(), StringComparison.Ordinal);
        Assert.False(await shop.FilesContainAsync(Reason));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Holds_are_listed_with_their_reasons_and_overdue_reviews_are_found(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var hold = await scope.Holds.PlaceAsync(LegalHoldScope.Person(DataSubject.Of<Customer>(ada)), Reason, "counsel", Review);
        await scope.Holds.PlaceAsync(LegalHoldScope.UsedFor(ShopPurposes.Marketing), "an audit", "counsel", new DateOnly(2027, 1, 1));

        var listed = await scope.Holds.ListInForceAsync();
        var none = await scope.Holds.ListOverdueReviewsAsync();
        shop.Clock.UtcNow = new DateTimeOffset(2026, 6, 30, 8, 0, 0, TimeSpan.Zero);
        var overdue = await scope.Holds.ListOverdueReviewsAsync();
        await scope.Holds.ReviewAsync(hold.Id, new DateOnly(2026, 9, 30));

        Assert.Equal([Reason, "an audit"], listed.Select(found => found.Reason).Order(StringComparer.Ordinal).Reverse());
        Assert.Contains(hold, listed);
        Assert.Empty(none);
        Assert.Equal(hold.Id, Assert.Single(overdue).Id);
        Assert.Empty(await scope.Holds.ListOverdueReviewsAsync());
        await scope.Holds.ReleaseAsync(hold.Id, "counsel");
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Holds.ReleaseAsync(hold.Id, "counsel"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Holds.ReviewAsync(Guid.NewGuid(), new DateOnly(2026, 9, 30)));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_hold_that_names_nothing_stops_every_erasure(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var hold = await scope.Holds.PlaceAsync(LegalHoldScope.Rows<Invoice>(), Reason, "counsel", Review);
        await shop.ExecuteRawAsync("""UPDATE "GdprLegalHolds" SET "Entity" = 'Gone.Receipt' """);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        Assert.Contains("'Gone.Receipt'", error.Message, StringComparison.Ordinal);
        await scope.Holds.ReleaseAsync(hold.Id, "counsel");
        Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)))).IsComplete);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_was_retained_of_an_erased_person_can_be_held(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        var person = DataSubject.Of<Customer>(ada);
        await using var scope = shop.NewScope();
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(person));
        await scope.Holds.PlaceAsync(LegalHoldScope.Person(person), Reason, "counsel", Review);
        shop.Clock.UtcNow = new DateTimeOffset(2040, 1, 1, 12, 0, 0, TimeSpan.Zero);

        await Assert.ThrowsAsync<LegalHoldException>(async () => await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(person)));

        Assert.Equal("Ada Lovelace, Esq.", await scope.Context.Invoices.Where(invoice => invoice.CustomerId == ada).Select(invoice => invoice.BilledTo).SingleAsync());
        Assert.Equal(Reason, Assert.Single(await scope.Holds.LoadHistoryAsync(person)).Reason);
    }

    [Fact]
    public async Task A_hold_needs_a_scope_texts_and_a_review_to_come()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        await using var scope = shop.NewScope();
        var marketing = LegalHoldScope.UsedFor(ShopPurposes.Marketing);

        await Assert.ThrowsAsync<ArgumentException>(() => scope.Holds.PlaceAsync(new LegalHoldScope(), Reason, "counsel", Review));
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Holds.PlaceAsync(marketing, " ", "counsel", Review));
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Holds.PlaceAsync(marketing, Reason, "", Review));
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Holds.PlaceAsync(marketing, Reason, "counsel", new DateOnly(2026, 3, 13)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Holds.PlaceAsync(LegalHoldScope.UsedFor("gossip"), Reason, "counsel", Review));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Holds.PlaceAsync(LegalHoldScope.Rows<HoldTests>(), Reason, "counsel", Review));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => scope.Holds.PlaceAsync(LegalHoldScope.Person(DataSubject.Of<Customer>(404)), Reason, "counsel", Review));

        Assert.Empty(await scope.Holds.ListInForceAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_hold_on_an_owned_type_is_refused_because_it_would_keep_nothing(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Holds.PlaceAsync(LegalHoldScope.Rows<Address>(), Reason, "counsel", Review));
        // One from before it was refused.
        await scope.Holds.PlaceAsync(LegalHoldScope.Rows<Customer>(), Reason, "counsel", Review);
        await shop.ExecuteRawAsync($"""UPDATE "GdprLegalHolds" SET "Entity" = '{typeof(Address).FullName}' """);

        Assert.Contains("'Address' has no rows of its own", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_hold_is_part_of_the_applications_transaction(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await using var scope = shop.NewScope();
        await using (await scope.Context.Database.BeginTransactionAsync())
        {
            await scope.Holds.PlaceAsync(LegalHoldScope.UsedFor(ShopPurposes.Marketing), Reason, "counsel", Review);
            Assert.Single(await scope.Holds.ListInForceAsync());
        }

        Assert.Empty(await scope.Holds.ListInForceAsync());
    }

    [Theory]
    [OnPostgres]
    public async Task A_hold_that_is_being_placed_is_waited_for_by_an_erasure(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        var person = DataSubject.Of<Customer>(ada);
        await using var erasing = shop.NewScope();
        await using var holding = shop.NewScope();
        var plan = await erasing.Erasure.PlanAsync(person);
        await using var transaction = await holding.Context.Database.BeginTransactionAsync();
        await holding.Holds.PlaceAsync(LegalHoldScope.Person(person), Reason, "counsel", Review);

        var erasure = Task.Run(() => erasing.Erasure.EraseAsync(plan));
        await WaitForLockAsync(shop);
        await transaction.CommitAsync();

        await Assert.ThrowsAsync<LegalHoldException>(() => erasure);
        Assert.Equal("Ada Lovelace", (await holding.Context.Customers.SingleAsync(customer => customer.Id == ada)).Name);
    }

    /// <summary>Waits until the erasure waits: for the table of holds, or for those who write for somebody of the same lock as the person.</summary>
    private static async Task WaitForLockAsync(TestHost<ShopContext> shop)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await shop.RawAsync("SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") is not 1L)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private static async Task RemovalIsRefusedAsync(TestHost<ShopContext> shop, int id, Guid hold)
    {
        await using var scope = shop.NewScope();
        scope.Context.Remove(await scope.Context.Customers.SingleAsync(customer => customer.Id == id));

        var refused = await Assert.ThrowsAsync<LegalHoldException>(() => scope.Context.SaveChangesAsync());
        Assert.Throws<LegalHoldException>(() => scope.Context.SaveChanges());

        Assert.Contains($"{hold:D}", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await scope.Erasure.ListPendingAsync());
    }
}
