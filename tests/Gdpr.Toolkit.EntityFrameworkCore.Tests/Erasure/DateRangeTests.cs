using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>Many rows with an index over foreign key and date are counted in ranges of dates.</summary>
public class DateRangeTests
{
    private const int Many = 1_500;
    private const string Security = "security";

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_plan_counts_what_explanations_say_row_by_row(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Visitor>(1));

        var retention = await scope.Retention.ExplainAsync(DataSubject.Of<Visitor>(1));
        var explained = retention.Fields.Where(field => field.Property == nameof(Visit.Door)).ToList();
        var expected = explained.Where(field => field.Explanation.Outcome != RetentionOutcome.NothingKeepsIt)
            .GroupBy(field => field.Explanation.LastDay, (until, fields) => (Until: until, Rows: fields.Sum(field => field.Rows)))
            .OrderBy(line => line.Until);
        var doors = plan.Decisions.Where(decision => decision.Property == nameof(Visit.Door)).ToList();
        Assert.Equal(expected, doors.Where(decision => decision.Action == ErasureAction.Retain).Select(decision => (Until: decision.RetainedUntil, decision.Rows)).OrderBy(line => line.Until));
        Assert.Equal(Many, doors.Sum(decision => decision.Rows));
        Assert.InRange(doors.Count, 60, 70);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_takes_the_rows_whose_date_lies_in_their_range(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Visitor>(1));
        var kept = plan.Decisions.Where(decision => decision is { Property: nameof(Visit.Door), Action: ErasureAction.Retain }).Sum(decision => decision.Rows);

        var certificate = await scope.Erasure.EraseAsync(plan);

        Assert.True(certificate.IsComplete);
        Assert.Equal(kept + 1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "Visit" """), null));
        Assert.Equal(0L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "Visit" WHERE "VisitorId" = 1 AND "On" < '2026-09-22'"""), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_plan_is_refused_once_a_date_lies_in_another_range(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        foreach (var change in new[]
        {
            """UPDATE "Visit" SET "On" = '2026-11-20' WHERE "Id" = 1500""",
            """UPDATE "Visit" SET "On" = NULL WHERE "Id" = 1500""",
            """DELETE FROM "Visit" WHERE "Id" = 1500""",
        })
        {
            await using var scope = host.NewScope();
            var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Visitor>(1));
            await host.ExecuteRawAsync(change);

            await Assert.ThrowsAsync<StaleErasurePlanException>(() => scope.Erasure.EraseAsync(plan));
        }
    }

    /// <summary>Adds a visitor with ten visits a day and one without a date, and somebody else with an old visit.</summary>
    private static async Task<TestHost<VisitsContext>> StartAsync(TestDatabase database)
    {
        var host = await TestHost<VisitsContext>.StartAsync(database, options =>
        {
            options.Clock.UtcNow = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
            options.ConfigureToolkit = gdpr => gdpr.UseTimeZone("Europe/Stockholm").Purpose(Security, purpose => purpose
                .On(LegalBasis.LegitimateInterests, "the security of the premises")
                .RetainFor("P2M", from: RetentionAnchor.Created)
                .AtLeast("P2M", from: RetentionAnchor.Created, because: RetentionException.LegalClaims));
        });
        await using var scope = host.NewScope();
        scope.Context.AddRange(new Visitor(), new Visitor { Visits = { new Visit { Door = "south", On = new DateOnly(2020, 1, 1) } } });
        await scope.Context.SaveChangesAsync();
        await host.ExecuteRawAsync(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {Many - 1})
            INSERT INTO "Visit" ("VisitorId", "Door", "On")
            SELECT 1, 'east', CASE WHEN i = 0 THEN NULL ELSE {(database == TestDatabase.Sqlite ? "date('2026-11-22', '-' || (i / 10) || ' days')" : "DATE '2026-11-22' - i / 10")} END
            FROM n
            """);
        return host;
    }

    private sealed class VisitsContext(DbContextOptions<VisitsContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Visitor>();
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Visitor
    {
        public int Id { get; set; }

        public List<Visit> Visits { get; } = [];
    }

    [Index("VisitorId", nameof(On))]
    private sealed class Visit
    {
        public int Id { get; set; }

        public Visitor? Visitor { get; set; }

        [PersonalData(PersonalDataCategory.PhysicalAccessLog, Security)]
        public string? Door { get; set; }

        [NotPersonalData("a date that anchors retention"), AnchorsRetention(RetentionAnchor.Created)]
        public DateOnly? On { get; set; }
    }
}
