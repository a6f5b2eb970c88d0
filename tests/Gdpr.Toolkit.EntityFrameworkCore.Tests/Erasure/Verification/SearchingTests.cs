using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Verification;

/// <summary>What an erasure looks for outside the person's own paths. E-mail address, nickname and identity number of the shop's people identify them.</summary>
public class SearchingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Without_copies_the_search_finds_nothing_and_says_what_it_has_searched(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();

        var certificate = await EraseAsync(shop, ada);

        Assert.True(certificate.IsComplete);
        Assert.Equal(VerificationScope.Identifiers, certificate.Verification.Scope);
        Assert.Null(certificate.Verification.Shortfall);
        Assert.Equal(2, certificate.Verification.Values);
        Assert.True(certificate.Verification.Columns > 40, $"{certificate.Verification.Columns} columns");
        Assert.Empty(certificate.Verification.Findings);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Nobody_searches_unless_asked_to(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await CopyAsync(shop, "Ada@Example.org");

        var certificate = await EraseAsync(shop, ada, VerificationScope.OwnPaths);

        Assert.True(certificate.IsComplete);
        Assert.Equal((VerificationScope.OwnPaths, VerificationScope.OwnPaths, 0), (certificate.Verification.Requested, certificate.Verification.Scope, certificate.Verification.Columns));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_copy_in_a_table_that_the_model_does_not_know_makes_the_erasure_incomplete(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await CopyAsync(shop, "nothing", "sent to ADA@example.org, again", "nothing");

        var certificate = await EraseAsync(shop, ada);

        Assert.False(certificate.IsComplete);
        var finding = Assert.Single(certificate.Verification.Findings);
        Assert.Equal(("copies", "text", VerificationFindingKind.Unmapped, 1L), (finding.Table, finding.Column, finding.Kind, finding.Rows));
        Assert.Equal(2L, Convert.ToInt64(Assert.Single(Assert.Single(finding.Keys)), null));
        Assert.Equal(VerificationScope.Identifiers, certificate.Verification.Scope);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_copy_in_a_column_that_the_model_does_not_know_makes_the_erasure_incomplete(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await shop.ExecuteRawAsync("""ALTER TABLE "Customers" ADD COLUMN "OldNickname" text""");
        await shop.ExecuteRawAsync($"""UPDATE "Customers" SET "OldNickname" = 'enchantress-of-numbers' WHERE "Id" IN ({ada}, {bob})""");

        var certificate = await EraseAsync(shop, ada);

        Assert.False(certificate.IsComplete);
        var finding = Assert.Single(certificate.Verification.Findings);
        Assert.Equal(("Customers", "OldNickname", VerificationFindingKind.Unmapped, 2L), (finding.Table, finding.Column, finding.Kind, finding.Rows));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_somebody_else_quotes_is_listed_for_review(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await shop.ExecuteRawAsync($"""UPDATE "Customers" SET "Home_City" = 'c/o enchantress-of-numbers' WHERE "Id" = {bob}""");

        var certificate = await EraseAsync(shop, ada);

        Assert.True(certificate.IsComplete);
        var finding = Assert.Single(certificate.Verification.Findings);
        Assert.Equal(("Customers", "Home_City", VerificationFindingKind.FoundElsewhere, 1L), (finding.Table, finding.Column, finding.Kind, finding.Rows));
        Assert.Equal([bob], Assert.Single(finding.Keys));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_value_that_somebody_else_has_as_well_identifies_nobody(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await shop.ExecuteRawAsync($"""UPDATE "Customers" SET "Nickname" = 'enchantress-of-numbers' WHERE "Id" = {bob}""");
        await CopyAsync(shop, "enchantress-of-numbers");

        var certificate = await EraseAsync(shop, ada);

        Assert.True(certificate.IsComplete);
        Assert.Empty(certificate.Verification.Findings);
        Assert.Equal(1, certificate.Verification.HeldByOthers);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_value_that_the_blind_index_finds_with_somebody_else_identifies_nobody(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await using var scope = shop.NewScope();
        var trader = new SoleTrader { Name = "Ada", Email = "trader@example.org", PersonalNumber = "19811218-9876" };
        var partner = new SoleTrader { Name = "Bob", Email = "partner@example.org", PersonalNumber = "811218-9876" };
        scope.Context.AddRange(trader, partner);
        await scope.Context.SaveChangesAsync();
        await CopyAsync(shop, "8112189876");

        var certificate = await scope.Erasure.EraseAsync(
            await scope.Erasure.PlanAsync(DataSubject.Of<SoleTrader>(trader.Id)), new ErasureOptions { Verification = VerificationScope.Identifiers });

        Assert.Equal(1, certificate.Verification.HeldByOthers);
        Assert.Empty(certificate.Verification.Findings);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_is_retained_is_no_finding_and_a_copy_beside_it_in_the_same_row_is(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await shop.ExecuteRawAsync("""ALTER TABLE "Invoices" ADD COLUMN "Printed" text""");
        await shop.ExecuteRawAsync($"""UPDATE "Invoices" SET "Printed" = 'Ada@Example.org' WHERE "CustomerId" = {ada}""");

        var certificate = await EraseAsync(shop, ada, VerificationScope.FullScan);

        Assert.False(certificate.IsComplete);
        Assert.Equal("Printed", Assert.Single(certificate.Verification.Findings, finding => finding.Kind != VerificationFindingKind.FoundElsewhere).Column);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_full_scan_finds_what_identifies_nobody(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await shop.ExecuteRawAsync($"""UPDATE "Customers" SET "Home_City" = 'Marylebone' WHERE "Id" = {bob}""");
        await CopyAsync(shop, "born on 1815-12-10", "lives in Marylebone");

        var certificate = await EraseAsync(shop, ada, VerificationScope.FullScan);

        Assert.False(certificate.IsComplete);
        Assert.Equal(VerificationScope.FullScan, certificate.Verification.Scope);
        Assert.Equal(2, Assert.Single(certificate.Verification.Findings, finding => finding.Kind == VerificationFindingKind.Unmapped).Rows);
        Assert.Equal([bob], Assert.Single(Assert.Single(certificate.Verification.Findings, finding => finding.Column == "Home_City").Keys));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_key_that_holds_the_value_is_not_listed(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await shop.ExecuteRawAsync("CREATE TABLE logins (name varchar(100) PRIMARY KEY, note text)");
        await shop.ExecuteRawAsync("INSERT INTO logins VALUES ('ada@example.org', 'is ada@example.org')");

        var certificate = await EraseAsync(shop, ada);

        Assert.Equal(["name", "note"], certificate.Verification.Findings.Select(finding => finding.Column));
        Assert.All(certificate.Verification.Findings, finding => Assert.Empty(finding.Keys));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_certificate_says_scope_and_result_and_holds_no_value_and_no_key_of_others(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await shop.ExecuteRawAsync($"""UPDATE "Customers" SET "Home_City" = 'c/o enchantress-of-numbers' WHERE "Id" = {bob}""");
        await CopyAsync(shop, "Ada@Example.org");

        var certificate = await EraseAsync(shop, ada, VerificationScope.FullScan);

        var text = Encoding.UTF8.GetString(certificate.Document.Span);
        using var document = JsonDocument.Parse(text);
        var verification = document.RootElement.GetProperty("verification");
        Assert.Equal(("FullScan", "FullScan", false), (verification.GetProperty("scope").GetString(), verification.GetProperty("requested").GetString(), verification.GetProperty("complete").GetBoolean()));
        Assert.Equal(["Unmapped", "FoundElsewhere"], verification.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("kind").GetString()).Distinct());
        Assert.All(verification.GetProperty("findings").EnumerateArray(), finding => Assert.Equal(["column", "kind", "rows", "table"], finding.EnumerateObject().Select(member => member.Name)));
        string[] values = ["Ada", "Lovelace", "example", "1815", "1250", "enchantress", "St James", "Marylebone", "Esq", "rattles", "Engine of"];
        // Ids and hashes are random, and now and then have "ada" in them.
        var words = Regex.Replace(text, "[0-9a-f-]{16,}", "");
        Assert.Contains("Nickname", words, StringComparison.Ordinal);
        Assert.All(values, value => Assert.DoesNotContain(value, words, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task CopyAsync(TestHost<ShopContext> shop, params string[] texts)
    {
        await shop.ExecuteRawAsync("CREATE TABLE copies (id integer PRIMARY KEY, text text)");
        for (var index = 0; index < texts.Length; index++)
        {
            await shop.ExecuteRawAsync($"INSERT INTO copies VALUES ({index + 1}, '{texts[index]}')");
        }
    }

    private static async Task<ErasureCertificate> EraseAsync(TestHost<ShopContext> shop, int id, VerificationScope verification = VerificationScope.Identifiers)
    {
        await using var scope = shop.NewScope();
        return await scope.Erasure.EraseAsync(
            await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(id)), new ErasureOptions { Verification = verification });
    }
}
