using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Signing;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

public class ErasingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_plan_says_what_happens_to_every_property_and_why(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada), ErasureGround.ConsentWithdrawn);

        var billedTo = Assert.Single(plan.Decisions, d => d is { Entity: "Invoice", Property: "BilledTo" });
        Assert.Equal(ErasureAction.Retain, billedTo.Action);
        Assert.Equal(new DateOnly(2032, 12, 31), billedTo.RetainedUntil);
        Assert.Equal("Bokföringslagen 1999:1078 ch. 7 § 2", billedTo.Law);
        Assert.Equal(RetentionException.LegalObligation, billedTo.Exception);
        Assert.Equal(ErasureAction.Retain, Assert.Single(plan.Decisions, d => d is { Entity: "Customer", Property: "Name" }).Action);
        Assert.Equal(ErasureAction.Overwrite, Assert.Single(plan.Decisions, d => d is { Entity: "Customer", Property: "Email" }).Action);
        Assert.Equal(ErasureAction.Overwrite, Assert.Single(plan.Decisions, d => d is { Entity: "Customer", Property: "Home.Street" }).Action);
        Assert.Equal(ErasureAction.Overwrite, Assert.Single(plan.Decisions, d => d is { Entity: "Invoice", Property: "Greeting" }).Action);
        Assert.Equal(ErasureAction.DeleteRow, Assert.Single(plan.Decisions, d => d is { Entity: "SupportMessage", Property: "Text" }).Action);
        Assert.Equal(1, Assert.Single(plan.Decisions, d => d.Action == ErasureAction.DestroyKey).Rows);
        Assert.Contains("2032-12-31", plan.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Lovelace", plan.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Planning_changes_nothing(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var first = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada));
        var second = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada));

        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Empty(scope.Context.ChangeTracker.Entries());
        Assert.Equal("Ada Lovelace", (await scope.Context.Customers.SingleAsync(c => c.Id == ada)).Name);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Erasing_deletes_overwrites_and_destroys_the_key_but_keeps_what_the_law_demands(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada));
        var certificate = await scope.Erasure.EraseAsync(plan);

        Assert.True(certificate.IsComplete);
        Assert.Empty(await scope.Context.Customers.Where(c => c.Id == ada).ToListAsync());
        var invoice = await scope.Context.Invoices.AsNoTracking().SingleAsync(i => i.CustomerId == ada);
        Assert.Equal("Ada Lovelace, Esq.", invoice.BilledTo);
        Assert.Null(invoice.Greeting);
        var hidden = await scope.Context.Customers.IgnoreQueryFilters().AsNoTracking().SingleAsync(c => c.Id == ada);
        Assert.Equal("Ada Lovelace", hidden.Name);
        Assert.Equal("", hidden.Email);
        Assert.Null(hidden.BirthDate);
        Assert.Null(hidden.Nickname);
        Assert.Null(hidden.Home.Street);
        Assert.Equal(1, await scope.Context.Messages.CountAsync());
        Assert.Equal("Robert Babbage", (await scope.Context.Customers.SingleAsync(c => c.Id == bob)).Name);
        Assert.Null(await shop.RawAsync($"""SELECT "EmailIndex" FROM "Customers" WHERE "Id" = {ada}"""));
        Assert.Equal(1L, Convert.ToInt64(await shop.RawAsync($"""SELECT COUNT(*) FROM "GdprKeys" WHERE "State" = {(int)KeyState.Shredded} AND "Wrapped" IS NULL"""), CultureInfo.InvariantCulture));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_was_copied_before_the_erasure_cannot_be_opened_afterwards(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        var backup = Convert.ToHexString((byte[])(await shop.RawAsync($"""SELECT "Email" FROM "Customers" WHERE "Id" = {ada}"""))!);
        await using var scope = shop.NewScope();
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        var literal = database == TestDatabase.Sqlite ? $"X'{backup}'" : $"'\\x{backup}'::bytea";
        await shop.ExecuteRawAsync($"""UPDATE "Customers" SET "Email" = {literal} WHERE "Id" = {bob}""");

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(
            () => scope.Context.Customers.AsNoTracking().SingleAsync(c => c.Id == bob));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Nothing_can_be_encrypted_for_an_erased_person(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        scope.Context.Add(new Invoice { CustomerId = ada, BilledTo = "Ada again", IssuedOn = new DateOnly(2026, 3, 1) });

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.SaveChangesAsync());
        Assert.Equal(1, await scope.Context.Invoices.CountAsync(i => i.CustomerId == ada));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_certificate_is_signed_and_names_nobody(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();

        var certificate = await scope.Erasure.EraseAsync(
            await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada), ErasureGround.NoLongerNecessary));

        DocumentSigner.Verify(certificate.Document.Span, certificate.Signature.Span, TestCertificates.Signing);
        var changed = certificate.Document.ToArray();
        changed[20] ^= 1;
        Assert.ThrowsAny<CryptographicException>(
            () => DocumentSigner.Verify(changed, certificate.Signature.Span, TestCertificates.Signing));
        var text = Encoding.UTF8.GetString(certificate.Document.Span);
        Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(text);
        Assert.Equal("NoLongerNecessary", document.RootElement.GetProperty("ground").GetString());
        Assert.Equal(64, document.RootElement.GetProperty("subject").GetProperty("reference").GetString()!.Length);
        Assert.Equal(new DateOnly(2032, 12, 31), certificate.Retained.Select(entry => entry.RetainedUntil).Distinct().Single());
        Assert.Single(certificate.Entries, entry => entry.Outcome == FieldErasureOutcome.KeyDestroyed);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_plan_is_refused_once_the_data_has_changed(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada));
        (await scope.Context.Customers.SingleAsync(c => c.Id == ada)).Email = "countess@example.org";
        await scope.Context.SaveChangesAsync();

        await Assert.ThrowsAsync<StaleErasurePlanException>(() => scope.Erasure.EraseAsync(plan));

        Assert.Equal("countess@example.org", (await scope.Context.Customers.AsNoTracking().SingleAsync(c => c.Id == ada)).Email);
    }

    [Fact]
    public async Task After_compaction_the_file_holds_nothing_of_the_erased_person()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        Assert.True(await shop.FilesContainAsync("enchantress-of-numbers"));
        await using var scope = shop.NewScope();

        var certificate = await scope.Erasure.EraseAsync(
            await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)), new ErasureOptions { Compact = true });

        Assert.Equal(PhysicalResidue.None, certificate.Residue);
        Assert.False(await shop.FilesContainAsync("enchantress-of-numbers"));
        Assert.False(await shop.FilesContainAsync("Marylebone"));
        Assert.True(await shop.FilesContainAsync("Walworth"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Removing_a_person_hides_them_and_asks_for_the_erasure(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var person = await scope.Context.Customers.Include(c => c.Invoices).Include(c => c.Cases).SingleAsync(c => c.Id == ada);

        scope.Context.Remove(person);
        await scope.Context.SaveChangesAsync();

        Assert.Equal([bob], await scope.Context.Customers.Select(c => c.Id).ToListAsync());
        Assert.Equal(2, await scope.Context.Invoices.CountAsync());
        Assert.Equal(2, await scope.Context.Cases.CountAsync());
        var pending = Assert.Single(await scope.Erasure.ListPendingAsync());
        Assert.Equal(DataSubject.Of<Customer>(ada), pending);
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(pending));
        Assert.Empty(await scope.Erasure.ListPendingAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Erasing_again_after_the_retention_has_ended_finishes_the_erasure(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));
        shop.Clock.Advance(TimeSpan.FromDays(365 * 7));

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        Assert.True(certificate.IsComplete);
        Assert.Empty(certificate.Retained);
        Assert.Equal(0, await scope.Context.Invoices.CountAsync(i => i.CustomerId == ada));
        Assert.Equal("", (await scope.Context.Customers.IgnoreQueryFilters().AsNoTracking().SingleAsync(c => c.Id == ada)).Name);
    }
}
