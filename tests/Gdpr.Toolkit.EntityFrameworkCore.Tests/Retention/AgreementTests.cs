using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit.Sdk;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

/// <summary>For random graphs whose dates fall due before what is counted from them: explanation, forecast, plan, erasure and sweep say and do the same.</summary>
[TakesMinutes]
public class AgreementTests
{
    private const int OnSqlite = 12;
    private const int OnPostgres = 4;
    private const int Months = 8;
    private const int People = 2;

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public Task A_sweep_takes_what_is_explained_as_due_and_nothing_else(TestDatabase database)
        => RunAsync(database, async (host, people) =>
        {
            var due = await ExplainDueAsync(host, people);
            var before = await CountAsync(host);
            await using var scope = host.NewScope();
            await scope.Sweep.RunAsync();

            var after = await CountAsync(host);

            Assert.Equal(due, before.Select(count => (count.Key, Rows: count.Value - after[count.Key])).Where(count => count.Rows > 0).ToDictionary(count => count.Key, count => count.Rows));
            Assert.Equal(0, await OverdueAsync(host));
            Assert.Empty(await ExplainDueAsync(host, people));
        });

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public Task A_plan_takes_what_is_explained_as_due_and_the_rest_stays_until_the_day_that_it_says(TestDatabase database)
        => RunAsync(database, async (host, people) =>
        {
            var one = people[0];
            await using (var removing = host.NewScope())
            {
                removing.Context.Remove(await removing.Context.Set<DatedContext.Client>().SingleAsync(client => client.Id == (int)one.Subject.Key[0]));
                await removing.Context.SaveChangesAsync();
            }

            await using var scope = host.NewScope();
            var due = await ExplainDueAsync(host, [one]);
            var plan = await scope.Erasure.PlanAsync(one.Subject);
            var planned = plan.Decisions.Where(decision => decision.Action is ErasureAction.Overwrite or ErasureAction.DeleteRow)
                .GroupBy(decision => $"{decision.Entity}.{decision.Property}")
                .ToDictionary(decision => decision.Key, decision => (long)decision.Sum(rows => rows.Rows));

            Assert.Equal(due, planned);
            var kept = await KeptAsync(host, one);
            Assert.Equal(kept, Retained(plan));
            Assert.True((await scope.Erasure.EraseAsync(plan)).IsComplete);
            Assert.Equal(kept, await KeptAsync(host, one));
            Assert.Empty(await ExplainDueAsync(host, [one]));
        });

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_leaves_the_date_of_a_record_that_stays_though_another_one_decides(TestDatabase database)
    {
        await using var host = await StartAsync(database, new DateOnly(2024, 1, 1));
        await using var scope = host.NewScope();
        var ada = new DatedContext.Client { Name = "Ada" };
        var (early, late) = (Agreement(ada, new DateOnly(2019, 1, 1)), Agreement(ada, new DateOnly(2023, 6, 1)));
        scope.Context.AddRange(early, late, new DatedContext.Receipt { Agreement = early, BilledTo = "Ada", IssuedOn = new DateOnly(2023, 1, 1) });
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();
        var subject = DataSubject.Of<DatedContext.Client>(ada.Id);

        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(subject));
        var terms = (await scope.Context.Set<DatedContext.Agreement>().AsNoTracking().SingleAsync(agreement => agreement.Id == early.Id)).Terms;
        host.Clock.UtcNow = Company.Noon(new DateOnly(2027, 12, 30));
        await scope.Sweep.RunAsync();
        var name = (await scope.Retention.ExplainAsync(subject)).Fields.Single(field => field.Property == "Name").Explanation;

        Assert.Null(terms);
        Assert.Equal(new DateOnly(2028, 1, 1), name.LastDay);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task No_date_is_kept_for_a_value_that_is_gone(TestDatabase database)
    {
        await using var host = await StartAsync(database, new DateOnly(2024, 7, 5));
        await using var scope = host.NewScope();
        var ada = new DatedContext.Client();
        scope.Context.AddRange(
            new DatedContext.Badge { Client = ada }, new DatedContext.Visit { Client = ada, Note = "at night", On = new DateOnly(2023, 12, 27) });
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();

        var swept = await scope.Sweep.RunAsync();

        Assert.Equal((1, 0), (swept.PeopleErased, swept.Overdue));
        Assert.Empty(await scope.Context.Set<DatedContext.Visit>().AsNoTracking().Where(visit => visit.On != null).ToListAsync());
    }

    /// <summary>Adds people again and again to one database, months after each other: what was swept before must not matter.</summary>
    private static async Task RunAsync(TestDatabase database, Func<TestHost<DatedContext>, IReadOnlyList<GeneratedPerson>, Task> check)
    {
        await using var host = await StartAsync(database, new DateOnly(2020, 1, 1));
        var people = new List<GeneratedPerson>();
        for (var seed = 0; seed < (database == TestDatabase.Sqlite ? OnSqlite : OnPostgres); seed++)
        {
            host.Clock.UtcNow = Company.Noon(new DateOnly(2020, 1, 1).AddMonths(seed * Months));
            await using var scope = host.NewScope();
            try
            {
                people.InsertRange(0, await DatedContext.Generator(seed).SaveAsync(scope.Context, People));
                await check(host, people);
            }
            catch (Exception exception)
            {
                throw new XunitException($"Seed {seed}, {database}: {exception}");
            }
        }
    }

    private static Task<TestHost<DatedContext>> StartAsync(TestDatabase database, DateOnly today)
        => TestHost<DatedContext>.StartAsync(database, options =>
        {
            options.Clock.UtcNow = Company.Noon(today);
            options.ConfigureToolkit = DatedContext.Register;
        });

    private static DatedContext.Agreement Agreement(DatedContext.Client client, DateOnly signedOn)
        => new() { Client = client, Terms = "terms", SignedOn = signedOn };

    private static async Task<Dictionary<string, long>> ExplainDueAsync(TestHost<DatedContext> host, IEnumerable<GeneratedPerson> people)
        => (await ExplainAsync(host, people))
            .Where(field => field.Explanation.Outcome == RetentionOutcome.NothingKeepsIt)
            .GroupBy(Name)
            .ToDictionary(field => field.Key, field => field.Sum(rows => (long)rows.Rows));

    private static async Task<List<string>> KeptAsync(TestHost<DatedContext> host, GeneratedPerson one)
        => InOrder((await ExplainAsync(host, [one]))
            .Where(field => field.Explanation.Outcome != RetentionOutcome.NothingKeepsIt)
            .Select(field => ((Name(field), field.Explanation.LastDay, field.Explanation.Purpose), field.Rows)));

    private static List<string> Retained(ErasurePlan plan)
        => InOrder(plan.Decisions.Where(decision => decision.Action == ErasureAction.Retain)
            .Select(decision => (($"{decision.Entity}.{decision.Property}", decision.RetainedUntil, decision.Purpose), decision.Rows)));

    private static List<string> InOrder(IEnumerable<((string Name, DateOnly? Until, string? Purpose) Value, int Rows)> rows)
        => [.. rows.GroupBy(row => row.Value).Select(group => $"{group.Key} {group.Sum(row => row.Rows)}").Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<FieldRetention>> ExplainAsync(TestHost<DatedContext> host, IEnumerable<GeneratedPerson> people)
    {
        await using var scope = host.NewScope();
        var fields = new List<FieldRetention>();
        foreach (var person in people)
        {
            fields.AddRange((await scope.Retention.ExplainAsync(person.Subject)).Fields);
        }

        return fields;
    }

    private static async Task<long> OverdueAsync(TestHost<DatedContext> host)
    {
        await using var scope = host.NewScope();
        return (await scope.Retention.ForecastAsync()).Overdue;
    }

    /// <summary>Counts what is there, in the database itself.</summary>
    private static async Task<Dictionary<string, long>> CountAsync(TestHost<DatedContext> host)
    {
        await using var scope = host.NewScope();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var entity in scope.Context.GetPersonalDataMap().Subjects.Single().Entities)
        {
            foreach (var property in entity.Properties.Where(property => property.Category is not null))
            {
                var count = await host.RawAsync($"""SELECT COUNT("{property.Path}") FROM "{entity.Metadata.GetTableName()}" """);
                counts.Add($"{property.Entity}.{property.Path}", Convert.ToInt64(count, CultureInfo.InvariantCulture));
            }
        }

        return counts;
    }

    private static string Name(FieldRetention field) => $"{field.Entity}.{field.Property}";
}
