using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

public class ManyRowsTests(ITestOutputHelper output)
{
    private const int Many = 1_200;
    private const int Megabytes = 200;

    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Many_rows_are_counted_by_what_becomes_of_them(TestDatabase database)
    {
        await using var company = await StartAsync(database);
        await AddBillsAsync(company, Many, "2013-06-30", years: 12);
        await AddCardUsesAsync(company, Many, minutesApart: 120);
        await using var scope = company.NewScope();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Subscriber>(1));

        var bills = plan.Decisions.Where(decision => decision.Property == nameof(Bill.BilledTo)).ToList();
        Assert.Equal(Many + 1, bills.Sum(decision => decision.Rows));
        Assert.All(bills, decision => Assert.Equal(decision.RetainedUntil is null ? ErasureAction.DeleteRow : ErasureAction.Retain, decision.Action));
        Assert.Equal(
            await ExplainedAsync(scope, nameof(Bill.BilledTo)),
            bills.Where(decision => decision.RetainedUntil is not null).Select(decision => (decision.RetainedUntil, decision.Rows)).Order());
        var uses = plan.Decisions.Where(decision => decision.Property == nameof(CardUse.Door)).ToList();
        Assert.Equal(Many + 1, uses.Sum(decision => decision.Rows));
        Assert.Equal(
            await ExplainedAsync(scope, nameof(CardUse.Door)),
            uses.Where(decision => decision.RetainedUntil is not null).Select(decision => (decision.RetainedUntil, decision.Rows)).Order());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Many_rows_are_erased_in_pages_and_all_of_them_are_looked_at(TestDatabase database)
    {
        await using var company = await StartAsync(database);
        await AddBillsAsync(company, Many, "2015-06-30", years: 2);
        await AddBillsAsync(company, Many, "2024-06-30", years: 1);
        await AddCardUsesAsync(company, 2 * Many, minutesApart: 120);
        await using var scope = company.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Subscriber>(1));

        var certificate = await scope.Erasure.EraseAsync(plan);

        Assert.True(certificate.IsComplete);
        var bills = certificate.Entries.Where(entry => entry.Property == nameof(Bill.BilledTo)).ToLookup(entry => entry.Outcome, entry => entry.Rows);
        Assert.Equal((Many, Many + 1), (bills[FieldErasureOutcome.Erased].Sum(), bills[FieldErasureOutcome.Retained].Sum()));
        Assert.Equal(Many + 2, Convert.ToInt32(await company.RawAsync("""SELECT COUNT(*) FROM "Bill" """), null));
        Assert.Equal(
            plan.Decisions.Where(decision => decision is { Property: nameof(CardUse.Door), Action: ErasureAction.Retain }).Sum(decision => decision.Rows),
            Convert.ToInt32(await company.RawAsync("""SELECT COUNT(*) FROM "CardUse" WHERE "SubscriberId" = 1"""), null));
        using var purpose = scope.Purposes.BeginPurpose(CompanyPurposes.Accounting);
        var retained = await scope.Context.Set<Bill>().Where(bill => EF.Property<int?>(bill, "SubscriberId") == 1).Select(bill => bill.BilledTo).ToListAsync();
        Assert.Equal(Many + 1, retained.Count);
        Assert.All(retained, name => Assert.Equal("Ada Lovelace", name));
        Assert.Equal("Bob", (await scope.Context.Set<Bill>().SingleAsync(bill => EF.Property<int?>(bill, "SubscriberId") == 2)).BilledTo);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_plan_over_many_rows_is_refused_once_one_came_went_or_has_another_date(TestDatabase database)
    {
        await using var company = await StartAsync(database);
        await AddBillsAsync(company, Many, "2015-06-30", years: 10);
        var person = DataSubject.Of<Subscriber>(1);
        foreach (var change in new[]
        {
            """UPDATE "Bill" SET "FiscalYearEnd" = '2023-06-30' WHERE "Id" = (SELECT MIN("Id") FROM "Bill" WHERE "SubscriberId" = 1)""",
            """DELETE FROM "Bill" WHERE "Id" = (SELECT MIN("Id") FROM "Bill" WHERE "SubscriberId" = 1)""",
            """UPDATE "Bill" SET "SubscriberId" = 1 WHERE "SubscriberId" = 2""",
        })
        {
            await using var scope = company.NewScope();
            var plan = await scope.Erasure.PlanAsync(person);
            await company.ExecuteRawAsync(change);

            await Assert.ThrowsAsync<StaleErasurePlanException>(() => scope.Erasure.EraseAsync(plan));
        }
    }

    [OnLinuxFact]
    public async Task Planning_and_erasing_100_000_rows_of_a_person_takes_less_than_200_MB()
    {
        await using var company = await StartAsync(TestDatabase.Sqlite);
        await AddBillsAsync(company, 30_000, "2018-06-30", years: 8);
        await AddCardUsesAsync(company, 70_000, minutesApart: 10);

        Assert.Equal(100_002, await GrowAsync(company, MemoryScenario.Erase));
    }

    [OnLinuxFact]
    public async Task Sweeping_100_000_of_1_000_000_rows_takes_less_than_200_MB()
    {
        await using var company = await StartAsync(TestDatabase.Sqlite);
        await AddBillsAsync(company, 100_000, "2012-06-30", years: 5);
        await AddBillsAsync(company, 900_000, "2022-06-30", years: 4);

        Assert.Equal(100_000, await GrowAsync(company, MemoryScenario.Sweep));
    }

    private static async Task<TestHost<CompanyContext>> StartAsync(TestDatabase database)
    {
        var company = await Company.StartAsync(database, Today);
        await company.AddAsync(new Subscriber { Name = "Ada Lovelace", Bills = { new Bill { BilledTo = "Ada Lovelace", FiscalYearEnd = new DateOnly(2025, 6, 30) } }, CardUses = { new CardUse { Door = "east", At = Company.Noon(Today) } } });
        await company.AddAsync(new Subscriber { Name = "Bob", Bills = { new Bill { BilledTo = "Bob", FiscalYearEnd = new DateOnly(2025, 6, 30) } } });
        return company;
    }

    /// <summary>Copies Ada's bill, with financial years that end one after the other.</summary>
    private static Task<int> AddBillsAsync(TestHost<CompanyContext> company, int rows, string firstYearEnd, int years)
        => AddAsync(company, rows, "Bill", "BilledTo", "FiscalYearEnd", company.Database == TestDatabase.Sqlite
            ? $"date('{firstYearEnd}', '+' || (i % {years}) || ' years')"
            : $"(DATE '{firstYearEnd}' + (i % {years}) * INTERVAL '1 year')::date");

    private static Task<int> AddCardUsesAsync(TestHost<CompanyContext> company, int rows, int minutesApart)
        => AddAsync(company, rows, "CardUse", "Door", "At", company.Database == TestDatabase.Sqlite
            ? $"datetime('2026-11-22 09:00:00', '-' || (i * {minutesApart}) || ' minutes') || '+00:00'"
            : $"TIMESTAMPTZ '2026-11-22 09:00:00+00' - i * {minutesApart} * INTERVAL '1 minute'");

    private static Task<int> AddAsync(TestHost<CompanyContext> company, int rows, string table, string value, string date, string dates)
        => company.ExecuteRawAsync(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {rows - 1})
            INSERT INTO "{table}" ("SubscriberId", "{value}", "{date}")
            SELECT first."SubscriberId", first."{value}", {dates} FROM n, "{table}" first WHERE first."Id" = 1
            """);

    /// <summary>Asks for each row until when it is kept, and counts the answers.</summary>
    private static async Task<IEnumerable<(DateOnly? Until, int Rows)>> ExplainedAsync(TestScope<CompanyContext> scope, string property)
    {
        var retention = await scope.Retention.ExplainAsync(DataSubject.Of<Subscriber>(1));
        return retention.Fields
            .Where(field => field.Property == property && field.Explanation.LastDay is not null)
            .GroupBy(field => field.Explanation.LastDay)
            .Select(fields => (fields.Key, fields.Sum(field => field.Rows)))
            .Order();
    }

    private async Task<int> GrowAsync(TestHost<CompanyContext> company, string scenario)
    {
        using var child = ChildProcess.Start(ChildTarget.For(scenario, company, Today.DayNumber));
        var line = await child.ReadLineAsync();
        Assert.Equal(0, await child.WaitAsync());
        var numbers = line!.Split(' ').Select(int.Parse).ToList();
        output.WriteLine($"The process grew by {numbers[0]} MB.");
        Assert.InRange(numbers[0], 0, Megabytes);
        return numbers[1];
    }
}
