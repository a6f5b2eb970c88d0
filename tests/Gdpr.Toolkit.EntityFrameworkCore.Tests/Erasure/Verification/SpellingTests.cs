using System.Globalization;
using System.Text;
using System.Text.Json;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Verification;

/// <summary>How an identifier may be written elsewhere and still be found.</summary>
public class SpellingTests
{
    private static readonly string Long = new('x', 100_000);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Identifiers_are_found_in_text_however_they_are_written(TestDatabase database)
    {
        string[] found =
        [
            "ÅSA.ÖDEGÅRD@example.org",
            JsonSerializer.Serialize(new { mail = "åsa.ödegård@example.org" }),
            "mailto:" + Uri.EscapeDataString("åsa.ödegård@example.org"),
            "a\u030Asa.o\u0308dega\u030Ard@example.org",
            "<p>&#229;sa.&#246;deg&#229;rd@example.org</p>",
            Long + "åsa.ödegård@example.org" + Long,
            "+46 70-123 45 67",
            "tel 0701234567.",
            "0046701234567",
            "+46 (0)70 123 45 67",
            JsonSerializer.Serialize("+46701234567"),
            "811218-9876",
            "19811218 9876",
            "SE4550000000058398257466",
            "se45 5000 0000 0583 9825 7466",
        ];
        string[] others = ["åsa.ödegård@example.com", "åsa@example.org", "+46 70-123 45 68", "811218-9877", "SE45 5000 0000 0583 9825 7467", ""];

        var keys = await FindAsync(database, async context =>
        {
            foreach (var (text, index) in found.Concat(others).Select((text, index) => (text, index)))
            {
                await context.WriteRawAsync("INSERT INTO copies (id, text) VALUES ({0}, {1})", index, text);
            }
        });

        Assert.Equal(Enumerable.Range(0, found.Length), keys);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Identifiers_are_found_in_bytes_and_in_JSON(TestDatabase database)
    {
        var keys = await FindAsync(database, async context =>
        {
            byte[][] bytes =
            [
                Encoding.UTF8.GetBytes("åsa.ödegård@example.org"),
                Encoding.UTF8.GetBytes("ÅSA.ÖDEGÅRD@EXAMPLE.ORG"),
                Encoding.Unicode.GetBytes("to: åsa.ödegård@example.org"),
                [0, .. Encoding.Unicode.GetBytes("åsa.ödegård@example.org")],
                Encoding.BigEndianUnicode.GetBytes("åsa.ödegård@example.org"),
                Encoding.Unicode.GetBytes("+46 70 123 45 67"),
                [.. new byte[200_000], .. Encoding.UTF8.GetBytes("åsa.ödegård@example.org")],
                Encoding.UTF8.GetBytes("nothing"),
            ];
            foreach (var (value, index) in bytes.Select((value, index) => (value, index)))
            {
                await context.WriteRawAsync("INSERT INTO copies (id, bytes) VALUES ({0}, {1})", index, value);
            }

            await context.WriteRawAsync(
                database == TestDatabase.Sqlite ? "INSERT INTO copies (id, json) VALUES (20, {0})" : "INSERT INTO copies (id, json) VALUES (20, {0}::jsonb)",
                JsonSerializer.Serialize(new { contact = new[] { "åsa.ödegård@example.org" } }));
            await context.WriteRawAsync("INSERT INTO copies (id, number) VALUES (21, 46701234567)");
        });

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 20, 21], keys);
    }

    [Fact]
    public async Task SQLite_is_searched_by_what_is_stored_and_not_by_the_type_of_the_column()
    {
        var keys = await FindAsync(TestDatabase.Sqlite, context => context.WriteRawAsync("INSERT INTO copies (id, number) VALUES (1, 'åsa.ödegård@example.org'), (2, x'e5')"));

        Assert.Equal([1], keys);
    }

    private static async Task<IReadOnlyList<int>> FindAsync(TestDatabase database, Func<SpellingContext, Task> copyAsync)
    {
        await using var host = await TestHost<SpellingContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("contact", p => p.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        var contact = new Correspondent { Email = "åsa.ödegård@example.org", Phone = "+46701234567", Number = "19811218-9876", Account = "SE45 5000 0000 0583 9825 7466" };
        scope.Context.Add(contact);
        await scope.Context.SaveChangesAsync();
        await scope.Context.WriteRawAsync(database == TestDatabase.Sqlite
            ? "CREATE TABLE copies (id integer PRIMARY KEY, text text, bytes blob, json text, number bigint)"
            : "CREATE TABLE copies (id integer PRIMARY KEY, text text, bytes bytea, json jsonb, number bigint)");
        await copyAsync(scope.Context);

        var certificate = await scope.Erasure.EraseAsync(
            await scope.Erasure.PlanAsync(DataSubject.Of<Correspondent>(contact.Id)), new ErasureOptions { Verification = VerificationScope.Identifiers });

        Assert.Equal(VerificationScope.Identifiers, certificate.Verification.Scope);
        Assert.All(certificate.Verification.Findings, finding => Assert.Equal("copies", finding.Table));
        return [.. certificate.Verification.Findings.SelectMany(finding => finding.Keys).Select(key => Convert.ToInt32(key[0], CultureInfo.InvariantCulture)).Order()];
    }

    public sealed class SpellingContext(DbContextOptions<SpellingContext> options) : DbContext(options)
    {
        public DbSet<Correspondent> Correspondents => Set<Correspondent>();
    }

    [DataSubject(DataSubjectRole.Customer)]
    public sealed class Correspondent
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress, "contact")]
        [Encrypted]
        public string? Email { get; set; }

        [PersonalData(PersonalDataCategory.TelephoneNumber, "contact")]
        public string? Phone { get; set; }

        [PersonalData(PersonalDataCategory.NationalIdentificationNumber, "contact")]
        [Encrypted]
        public string? Number { get; set; }

        [PersonalData(PersonalDataCategory.BankAccount, "contact")]
        public string? Account { get; set; }
    }
}
