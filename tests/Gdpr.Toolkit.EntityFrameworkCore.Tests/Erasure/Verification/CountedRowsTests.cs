using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Verification;

/// <summary>Of rows that a plan only counted, the values are searched for as well.</summary>
public class CountedRowsTests
{
    private const int Many = 1_100;
    private const string Service = "service";

    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_copy_of_what_identifies_the_person_in_one_of_many_rows_is_found(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await host.ExecuteRawAsync("CREATE TABLE letters (id integer PRIMARY KEY, text text)");
        await host.ExecuteRawAsync("INSERT INTO letters VALUES (1, 'called from 0709001077, too'), (2, 'called from 0708000000')");

        var certificate = await EraseAsync(host, VerificationScope.Identifiers);

        Assert.False(certificate.IsComplete);
        Assert.Equal(VerificationScope.Identifiers, certificate.Verification.Scope);
        Assert.Equal(Many / 2, certificate.Verification.Values);
        Assert.Equal([("letters", "text", VerificationFindingKind.Unmapped, 1L)], Findings(certificate));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_is_retained_in_one_of_many_rows_is_no_finding_and_what_others_quote_is(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await host.ExecuteRawAsync("""UPDATE "Call" SET "Note" = 'the same note' WHERE "Id" IN (1, 2)""");
        await host.ExecuteRawAsync("""UPDATE "Call" SET "Note" = 'she spoke of note number 77.' WHERE "CallerId" = 2""");

        var certificate = await EraseAsync(host, VerificationScope.FullScan);

        Assert.True(certificate.IsComplete);
        Assert.Equal(VerificationScope.FullScan, certificate.Verification.Scope);
        Assert.Equal([("Call", "Note", VerificationFindingKind.FoundElsewhere, 1L)], Findings(certificate));
        Assert.Equal(1L + (Many / 2), Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "Call" """), null));
    }

    [Fact]
    public async Task What_does_not_fit_into_memory_is_not_searched_for_and_the_result_names_it()
    {
        await using var host = await StartAsync(TestDatabase.Sqlite);
        await using var scope = host.NewScope();
        var person = Person.In(scope.Context, DataSubject.Of<Caller>(1));
        var plan = await DetailedPlan.MakeAsync(person, Today, tracking: false, host.Services.GetRequiredService<GdprRuntime>(), CancellationToken.None);
        var deleted = plan.Groups.First(planned => !planned.IsKept);
        var rows = await new PersonRowReader(scope.Context, tracking: false)
            .ReadPageAsync(deleted.Row.Mapped, person.Key, tenant: null, after: null, size: 20, CancellationToken.None);
        var values = new ErasedValues(VerificationScope.Identifiers, limit: 10);
        rows.ForEach(row => values.Add(row, deleted));

        var result = Assert.Single(await DatabaseSearch.RunAsync(
            scope.Context, [new ErasureRun(plan, "", [], []) { Searched = values }], VerificationScope.Identifiers, CancellationToken.None));

        Assert.False(result.IsComplete);
        Assert.Equal((VerificationScope.OwnPaths, VerificationShortfall.TooManyValues, 10), (result.Scope, result.Shortfall, result.Values));
        Assert.Equal(["Call.Number"], result.NotSearchedFor);
    }

    private static IEnumerable<(string Table, string Column, VerificationFindingKind Kind, long Rows)> Findings(ErasureCertificate certificate)
        => certificate.Verification.Findings.Select(finding => (finding.Table, finding.Column, finding.Kind, finding.Rows));

    private static async Task<ErasureCertificate> EraseAsync(TestHost<CallsContext> host, VerificationScope verification)
    {
        await using var scope = host.NewScope();
        return await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Caller>(1)), new ErasureOptions { Verification = verification });
    }

    /// <summary>Adds somebody whose calls are kept for their date, every other one, and somebody else with one call.</summary>
    private static async Task<TestHost<CallsContext>> StartAsync(TestDatabase database)
    {
        var host = await TestHost<CallsContext>.StartAsync(database, options =>
        {
            options.Clock.UtcNow = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
            options.ConfigureToolkit = gdpr => gdpr.UseTimeZone("Europe/Stockholm").Purpose(Service, purpose => purpose
                .On(LegalBasis.Contract)
                .RetainFor("P2M", from: RetentionAnchor.Created)
                .AtLeast("P2M", from: RetentionAnchor.Created, because: RetentionException.LegalClaims));
        });
        await using var scope = host.NewScope();
        scope.Context.AddRange(new Caller(), new Caller());
        await scope.Context.SaveChangesAsync();
        await host.ExecuteRawAsync(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Many + 1})
            INSERT INTO "Call" ("CallerId", "Number", "Note", "On")
            SELECT
                CASE WHEN i > {Many} THEN 2 ELSE 1 END,
                '070' || (9000000 + i),
                'note number ' || i || '.',
                {(database == TestDatabase.Sqlite ? "date('2026-11-22', '-' || (i % 2) || ' years')" : "(DATE '2026-11-22' - (i % 2) * INTERVAL '1 year')::date")}
            FROM n
            """);
        return host;
    }

    private sealed class CallsContext(DbContextOptions<CallsContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Caller>();
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Caller
    {
        public int Id { get; set; }

        public List<Call> Calls { get; } = [];
    }

    [Index("CallerId", nameof(On))]
    private sealed class Call
    {
        public int Id { get; set; }

        public Caller? Caller { get; set; }

        [PersonalData(PersonalDataCategory.TelephoneNumber, Service)]
        public string? Number { get; set; }

        [PersonalData(PersonalDataCategory.Communication, Service)]
        public string? Note { get; set; }

        [NotPersonalData("a date that anchors retention"), AnchorsRetention(RetentionAnchor.Created)]
        public DateOnly On { get; set; }
    }
}
