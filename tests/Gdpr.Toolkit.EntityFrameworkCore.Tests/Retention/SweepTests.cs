using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

[TakesMinutes]
public class SweepTests
{
    private static readonly DateOnly Review = new(2040, 1, 1);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_1_marketing_data_is_swept_on_the_day_after_its_last_and_invoices_stay(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2026, 3, 31));
        await company.AddAsync(Ada());

        var before = await SweepAsync(company);
        var stays = await company.RawAsync("""SELECT "Email" FROM "Subscribers" """);
        company.Clock.UtcNow = Company.Noon(new DateOnly(2026, 4, 1));
        var swept = await SweepAsync(company);

        Assert.Equal(["BirthDate"], before.Taken.Select(count => count.Property));
        Assert.Equal("ada@example.org", stays);
        Assert.Equal([new SweepCount("Subscriber", "Email", ExpiryAction.Erase, 1)], swept.Taken);
        Assert.Equal((0, 0, 0), (swept.Overdue, swept.PeopleErased, swept.Suspended));
        Assert.Null(await company.RawAsync("""SELECT "Email" FROM "Subscribers" """));
        await using var scope = company.NewScope();
        var ada = await scope.Context.Subscribers.Include(subscriber => subscriber.Bills).SingleAsync();
        Assert.Equal(("Ada Lovelace", "Ada Lovelace"), (ada.Name, ada.Bills.Single().BilledTo));
        Assert.Empty((await SweepAsync(company)).Taken);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_1_an_objection_to_marketing_is_swept_that_day(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2025, 6, 1));
        var ada = await company.AddAsync(Ada(contractEndedOn: null));
        await using var scope = company.NewScope();
        var none = await SweepAsync(company);
        await scope.Objections.ObjectAsync(ada, CompanyPurposes.Marketing, new ChoiceSource("web"));

        var swept = await SweepAsync(company);

        Assert.Empty(none.Taken);
        Assert.Equal([new SweepCount("Subscriber", "Email", ExpiryAction.Erase, 1)], swept.Taken);
        Assert.Equal(0, swept.Overdue);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_2_invoices_are_swept_by_the_year_in_which_their_financial_year_ended(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2031, 12, 31));
        var ada = Ada();
        ada.Bills.Add(new Bill { BilledTo = "Ada Lovelace", FiscalYearEnd = new DateOnly(2024, 12, 31) });
        ada.Bills.Add(new Bill { BilledTo = "Ada Lovelace", FiscalYearEnd = new DateOnly(2025, 6, 30) });
        var subject = await company.AddAsync(ada);

        var last = await SweepAsync(company);
        company.Clock.UtcNow = Company.Noon(new DateOnly(2032, 1, 1));
        var two = await SweepAsync(company);
        company.Clock.UtcNow = Company.Noon(new DateOnly(2033, 1, 1));
        var rest = await SweepAsync(company);

        Assert.DoesNotContain(last.Taken, count => count.Property == "BilledTo");
        Assert.Equal([new SweepCount("Bill", "BilledTo", ExpiryAction.Erase, 2)], two.Taken);
        Assert.Equal((1, 0), (rest.PeopleErased, rest.Overdue));
        Assert.True(Assert.Single(company.Certificates.Take()).IsComplete);
        Assert.Equal(0L, Convert.ToInt64(await company.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" WHERE "Wrapped" IS NOT NULL AND "Group" = '' """), null));
        await using var scope = company.NewScope();
        Assert.Empty(await scope.Context.Subscribers.ToListAsync());
        Assert.Empty((await scope.Retention.ExplainAsync(subject)).Fields);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_3_a_deferred_erasure_is_finished_when_the_minimum_ends(TestDatabase database)
    {
        var today = new DateOnly(2026, 3, 31);
        await using var company = await Company.StartAsync(database, today);
        var ada = new Subscriber { Name = "Ada Lovelace" };
        ada.CardUses.Add(new CardUse { Door = "main entrance", At = Company.Noon(today.AddDays(-30)) });
        var subject = await company.AddAsync(ada);
        await using var scope = company.NewScope();
        var first = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(subject));
        Assert.Same(first, Assert.Single(company.Certificates.Take()));

        company.Clock.UtcNow = Company.Noon(new DateOnly(2026, 5, 1));
        var early = await SweepAsync(company);
        company.Clock.UtcNow = Company.Noon(new DateOnly(2026, 5, 2));
        var swept = await SweepAsync(company);

        Assert.Equal((0, 0), (early.PeopleErased, early.Overdue));
        Assert.Equal((1, 0), (swept.PeopleErased, swept.Overdue));
        var finished = Assert.Single(company.Certificates.Take());
        Assert.Equal((true, first.Id), (finished.IsComplete, finished.Amends));
        Assert.Contains($"\"amends\":\"{first.Id}\"", System.Text.Encoding.UTF8.GetString(finished.Document.Span), StringComparison.Ordinal);
        Assert.Empty(finished.Retained);
        Assert.Null(await company.RawAsync("""SELECT "Door" FROM "CardUse" """));
        Assert.Equal(0, (await SweepAsync(company)).PeopleErased);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_4_two_months_from_31_December_are_swept_on_1_March(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2026, 2, 28));
        var ada = Ada(contractEndedOn: null);
        ada.CardUses.Add(new CardUse { Door = "main entrance", At = Company.Noon(new DateOnly(2025, 12, 31)) });
        await company.AddAsync(ada);

        var lastDay = await SweepAsync(company);
        company.Clock.UtcNow = Company.Noon(new DateOnly(2026, 3, 1));
        var swept = await SweepAsync(company);

        Assert.Empty(lastDay.Taken);
        Assert.Equal([new SweepCount("CardUse", "Door", ExpiryAction.Erase, 1)], swept.Taken);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_13_the_sweep_finishes_an_erasure_when_the_law_lets_go_and_amends_its_certificate(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2026, 4, 1));
        var subject = await company.AddAsync(Ada());
        await using var scope = company.NewScope();
        var first = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(subject));
        Assert.Same(first, Assert.Single(company.Certificates.Take()));
        company.Clock.UtcNow = Company.Noon(new DateOnly(2031, 12, 31));
        var lastDay = await SweepAsync(company);
        company.Clock.UtcNow = Company.Noon(new DateOnly(2032, 1, 1));

        var swept = await SweepAsync(company);

        Assert.NotEmpty(first.Retained);
        Assert.Equal(0, lastDay.PeopleErased);
        var finished = Assert.Single(company.Certificates.Take());
        Assert.Equal((true, first.Id, 0), (finished.IsComplete, finished.Amends, swept.Overdue));
        Assert.Empty(finished.Retained);
        Assert.Equal(0L, Convert.ToInt64(await company.RawAsync("""SELECT COUNT(*) FROM "Bill" """), null));
        Assert.Equal(0L, Convert.ToInt64(await company.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" WHERE "Wrapped" IS NOT NULL AND "Group" = 'erasure-1' """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_dry_run_counts_what_a_sweep_takes_and_changes_nothing(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2032, 1, 1));
        for (var person = 0; person < 3; person++)
        {
            var ada = Ada();
            ada.Bills.Add(new Bill { BilledTo = "somebody", FiscalYearEnd = new DateOnly(2025, 12, 31) });
            await company.AddAsync(ada);
        }

        var counted = await SweepAsync(company, options => options.DryRun = true);
        var again = await SweepAsync(company, options => options.DryRun = true);
        var swept = await SweepAsync(company, options => options.BatchSize = 1);

        Assert.Equal((true, 6), (counted.IsDryRun, counted.Overdue));
        Assert.Equal(counted.Taken, again.Taken);
        Assert.Equal(counted.Taken, swept.Taken);
        Assert.Equal(
            [("Bill", "BilledTo", 3), ("Subscriber", "BirthDate", 3), ("Subscriber", "Email", 3)],
            swept.Taken.Select(count => (count.Entity, count.Property, count.Rows)));
        Assert.Equal((0, 0), (swept.Overdue, (await SweepAsync(company, options => options.DryRun = true)).Overdue));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_explanations_say_is_due_is_what_goes_and_nothing_else(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2026, 1, 1));
        var random = new Random(20261122);
        var people = new List<DataSubject>();
        for (var person = 0; person < 12; person++)
        {
            people.Add(await company.AddAsync(RandomPerson(random)));
        }

        for (var step = 0; step < 5; step++)
        {
            company.Clock.UtcNow = company.Clock.UtcNow.AddDays(random.Next(20, 900));
            await using var scope = company.NewScope();
            var kept = await KeptAsync(scope, people);

            var swept = await SweepAsync(company);

            await using var after = company.NewScope();
            Assert.Equal(0, swept.Overdue);
            Assert.Equal(kept, await KeptAsync(after, people));
            Assert.Equal(0, (await after.Retention.ForecastAsync()).Overdue);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Held_rows_are_left_until_the_hold_is_released(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2033, 1, 1));
        var ada = await company.AddAsync(Ada());
        await company.AddAsync(Ada());
        await using var scope = company.NewScope();
        var hold = await scope.Holds.PlaceAsync(LegalHoldScope.Person(ada), "a dispute", "counsel", Review);

        var held = await SweepAsync(company);
        var left = Convert.ToInt64(await company.RawAsync("""SELECT COUNT(*) FROM "Bill" WHERE "BilledTo" IS NOT NULL"""), null);
        await scope.Holds.ReleaseAsync(hold.Id, "counsel");
        var released = await SweepAsync(company);

        Assert.Equal((1, 1, 0), (held.PeopleErased, held.Suspended, held.Overdue));
        Assert.Equal(1L, left);
        Assert.Equal((1, 0, 0), (released.PeopleErased, released.Suspended, released.Overdue));
        Assert.Equal(0L, Convert.ToInt64(await company.RawAsync("""SELECT COUNT(*) FROM "Bill" WHERE "BilledTo" IS NOT NULL"""), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_hold_on_an_entity_or_purpose_keeps_it_for_everybody(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2033, 1, 1));
        await company.AddAsync(Ada());
        await using var scope = company.NewScope();
        await scope.Holds.PlaceAsync(LegalHoldScope.Rows<Bill>(), "an audit", "counsel", Review);
        await scope.Holds.PlaceAsync(LegalHoldScope.UsedFor(CompanyPurposes.Marketing), "an inquiry", "counsel", Review);

        var swept = await SweepAsync(company);

        Assert.Equal(["BirthDate", "Name"], swept.Taken.Select(count => count.Property));
        Assert.Equal((0, 0), (swept.PeopleErased, swept.Overdue));
        Assert.Equal("ada@example.org", await company.RawAsync("""SELECT "Email" FROM "Subscribers" """));
        Assert.NotNull(await company.RawAsync("""SELECT "BilledTo" FROM "Bill" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_look_up_of_holds_that_fails_stops_the_sweep(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2033, 1, 1));
        await company.AddAsync(Ada());
        await using var scope = company.NewScope();
        await scope.Holds.PlaceAsync(LegalHoldScope.Rows<Tender>(), "an audit", "counsel", Review);
        await company.ExecuteRawAsync("""UPDATE "GdprLegalHolds" SET "Entity" = 'Gone.Receipt' """);

        await Assert.ThrowsAsync<InvalidOperationException>(() => SweepAsync(company));
        await company.ExecuteRawAsync("""DROP TABLE "GdprLegalHolds" """);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => SweepAsync(company));

        Assert.Equal("ada@example.org", await company.RawAsync("""SELECT "Email" FROM "Subscribers" """));
        Assert.NotNull(await company.RawAsync("""SELECT "BilledTo" FROM "Bill" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Who_asked_for_restriction_instead_of_erasure_is_not_swept(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2033, 1, 1));
        var ada = await company.AddAsync(Ada());
        await using var scope = company.NewScope();
        await scope.Restrictions.RestrictAsync(ada, RestrictionGround.LegalClaims, new ChoiceSource("letter", "desk 4"));

        var swept = await SweepAsync(company);

        Assert.Equal((0, 2, 0), (swept.Taken.Count, swept.Suspended, swept.PeopleErased));
        Assert.NotNull(await company.RawAsync("""SELECT "BilledTo" FROM "Bill" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Who_was_removed_is_erased_by_the_next_sweep(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2026, 1, 1));
        await company.AddAsync(Ada());
        await using var scope = company.NewScope();
        scope.Context.Remove(await scope.Context.Subscribers.SingleAsync());
        await scope.Context.SaveChangesAsync();

        var swept = await SweepAsync(company);

        Assert.Equal((1, 0), (swept.PeopleErased, swept.Overdue));
        var certificate = Assert.Single(company.Certificates.Take());
        Assert.True(certificate.IsComplete);
        Assert.NotEmpty(certificate.Retained);
        Assert.Empty(await scope.Erasure.ListPendingAsync());
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task People_without_keys_are_erased_together(TestDatabase database, bool ownKeyDatabase)
    {
        await using var company = await TestHost<CompanyContext>.StartAsync(database, options =>
        {
            options.OwnKeyDatabase = ownKeyDatabase;
            options.ConfigureToolkit = CompanyPurposes.Register;
        });
        await company.AddAsync(new Subscriber { Email = "ada@example.org" });
        await company.AddAsync(new Subscriber { Email = "grace@example.org" });
        await using var scope = company.NewScope();
        scope.Context.RemoveRange(await scope.Context.Subscribers.ToListAsync());
        await scope.Context.SaveChangesAsync();

        var swept = await SweepAsync(company);

        Assert.Equal((2, 0), (swept.PeopleErased, swept.Overdue));
        Assert.All(company.Certificates.Take(), certificate => Assert.True(certificate.IsComplete));
    }

    [Fact]
    public async Task A_sweep_needs_to_know_where_certificates_go_and_a_dry_run_does_not()
    {
        await using var company = await Company.StartAsync(TestDatabase.Sqlite, new DateOnly(2033, 1, 1));
        await company.AddAsync(Ada());
        await using var careless = Careless(company, _ => { });
        await using var scope = careless.CreateAsyncScope();
        var sweep = scope.ServiceProvider.GetRequiredService<IRetentionSweep>();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => sweep.RunAsync());

        Assert.Contains("gdpr.KeepErasureCertificates(…)", refused.Message, StringComparison.Ordinal);
        Assert.True((await sweep.RunAsync(new SweepOptions { DryRun = true })).Overdue > 0);
    }

    [Fact]
    public async Task A_host_that_sweeps_or_replays_needs_to_know_where_certificates_go()
    {
        using var ledger = new LedgerFolder();
        await using var company = await Company.StartAsync(TestDatabase.Sqlite, new DateOnly(2033, 1, 1));
        await using var careless = Careless(company, gdpr => gdpr.SweepInBackground<CompanyContext>().UseErasureLedgerFile(ledger.Path).ReplayErasuresOnStart());

        foreach (var service in careless.GetServices<IHostedService>())
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => service.StartAsync(default));
            Assert.Contains("gdpr.KeepErasureCertificates(…)", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(2, careless.GetServices<IHostedService>().Count());
    }

    [Fact]
    public async Task A_switch_stops_the_sweep_and_lets_it_go_on()
    {
        await using var company = await Company.StartAsync(TestDatabase.Sqlite, new DateOnly(2033, 1, 1));
        await company.AddAsync(Ada());
        var sweepSwitch = company.Services.GetRequiredService<ISweepSwitch>();

        sweepSwitch.TurnOff();
        var stopped = await SweepAsync(company);
        sweepSwitch.TurnOn();
        var swept = await SweepAsync(company);

        Assert.Equal((true, 0), (stopped.IsStopped, stopped.PeopleErased));
        Assert.True(stopped.Overdue > 0);
        Assert.Equal((false, 1, 0), (swept.IsStopped, swept.PeopleErased, swept.Overdue));
    }

    [Fact]
    public async Task A_sweep_needs_a_quiet_context_and_a_batch()
    {
        await using var company = await Company.StartAsync(TestDatabase.Sqlite, new DateOnly(2033, 1, 1));
        await using var scope = company.NewScope();

        await Assert.ThrowsAsync<System.ComponentModel.DataAnnotations.ValidationException>(() => scope.Sweep.RunAsync(new SweepOptions { BatchSize = 0 }));
        scope.Context.Add(Ada());
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Sweep.RunAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Two_workers_at_once_handle_every_row_once(TestDatabase database)
    {
        const int People = 40;
        await using var company = await Company.StartAsync(database, new DateOnly(2032, 1, 1));
        await using (var adding = company.NewScope())
        {
            adding.Context.AddRange(Enumerable.Range(0, People).Select(person =>
            {
                var ada = Ada();
                ada.Bills.AddRange(Enumerable.Range(0, 5).Select(_ => new Bill { BilledTo = "somebody", FiscalYearEnd = new DateOnly(2023, 12, 31) }));
                ada.Bills.Add(new Bill { BilledTo = "somebody", FiscalYearEnd = person % 4 == 0 ? new DateOnly(2024, 1, 1) : new DateOnly(2030, 1, 1) });
                return ada;
            }));
            await adding.Context.SaveChangesAsync();
        }

        await using var other = company.StartAnother(options =>
        {
            options.Clock.UtcNow = company.Clock.UtcNow;
            options.ConfigureToolkit = CompanyPurposes.Register;
        });
        var reports = await Task.WhenAll(
            Task.Run(() => SweepAsync(company, options => options.BatchSize = 7)), Task.Run(() => SweepAsync(other, options => options.BatchSize = 7)));

        Assert.Equal((People * 6) + (People / 4), Taken("BilledTo"));
        Assert.Equal(People - (People / 4), Taken("Email"));
        Assert.Equal(People / 4, reports.Sum(report => report.PeopleErased));
        Assert.Equal(0, (await SweepAsync(company)).PeopleErased);
        Assert.Equal(People * 3 / 4, Convert.ToInt64(await company.RawAsync("""SELECT COUNT(*) FROM "Bill" WHERE "BilledTo" IS NOT NULL"""), null));

        int Taken(string property) => reports.SelectMany(report => report.Taken).Where(count => count.Property == property).Sum(count => count.Rows);
    }

    internal static async Task<SweepReport> SweepAsync(TestHost<CompanyContext> company, Action<SweepOptions>? configure = null)
    {
        var options = new SweepOptions();
        configure?.Invoke(options);
        await using var scope = company.NewScope();
        return await scope.Sweep.RunAsync(options);
    }

    /// <summary>The company's application on the same database, which has not said where certificates go.</summary>
    private static ServiceProvider Careless(TestHost<CompanyContext> company, Action<GdprToolkitBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(company.Clock);
        services.AddGdprToolkit(gdpr =>
        {
            CompanyPurposes.Register(gdpr.UseCertificate(TestCertificates.KeyEncryption).UseSigningCertificate(TestCertificates.Signing));
            configure(gdpr);
        });
        services.AddDbContext<CompanyContext>(context => context.AmongMany().UseSqlite(company.ConnectionString).UseGdprToolkit());
        return services.BuildServiceProvider();
    }

    private static async Task<List<string>> KeptAsync(TestScope<CompanyContext> scope, List<DataSubject> people)
    {
        var kept = new List<string>();
        foreach (var person in people)
        {
            var explained = await scope.Retention.ExplainAsync(person);
            kept.AddRange(explained.Fields
                .Where(field => field.Explanation.Outcome != RetentionOutcome.NothingKeepsIt)
                .Select(field => $"{person.Key[0]} {field.Entity}.{field.Property} {field.Rows} {field.Explanation.LastDay:O}"));
        }

        return [.. kept.Order(StringComparer.Ordinal)];
    }

    private static Subscriber RandomPerson(Random random)
    {
        var person = new Subscriber
        {
            Name = "somebody",
            Email = "somebody@example.org",
            BirthDate = new DateOnly(1980, 1, 1),
            ContractEndedOn = random.Next(3) == 0 ? null : new DateOnly(2024, 1, 1).AddDays(random.Next(1_200)),
        };
        person.Bills.AddRange(Enumerable.Range(0, random.Next(4)).Select(_ => new Bill { BilledTo = "somebody", FiscalYearEnd = new DateOnly(2018, 1, 1).AddDays(random.Next(2_500)) }));
        person.CardUses.AddRange(Enumerable.Range(0, random.Next(4)).Select(_ => new CardUse { Door = "gate", At = Company.Noon(new DateOnly(2025, 9, 1).AddDays(random.Next(500))).AddHours(random.Next(24)) }));
        person.Tenders.AddRange(Enumerable.Range(0, random.Next(3)).Select(_ => new Tender { Offer = "cheap", AwardedOn = random.Next(3) == 0 ? null : new DateOnly(2024, 6, 1).AddDays(random.Next(600)) }));
        return person;
    }

    private static Subscriber Ada() => Ada(new DateOnly(2025, 3, 31));

    private static Subscriber Ada(DateOnly? contractEndedOn) => new()
    {
        Name = "Ada Lovelace",
        Email = "ada@example.org",
        BirthDate = new DateOnly(1815, 12, 10),
        ContractEndedOn = contractEndedOn,
        Bills = { new Bill { BilledTo = "Ada Lovelace", FiscalYearEnd = new DateOnly(2024, 6, 30) } },
    };
}
