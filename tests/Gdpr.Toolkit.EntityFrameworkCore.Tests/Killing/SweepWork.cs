using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>Sweeps people of all sorts: who is erased now, of whom an erasure is finished, who was removed, who stays without some values, who is held.</summary>
internal sealed class SweepWork : TrialWork
{
    public const string Name = "sweep";

    private const int Gone = 1;
    private const int Due = 2;
    private const int DueAsWell = 3;
    private const int Stays = 4;
    private const int Held = 5;
    private const int Removed = 6;

    private static readonly DateOnly Over = new(2024, 6, 30);
    private static readonly DateOnly Running = new(2030, 1, 1);

    public override async Task<TrialTemplate> PrepareAsync(TestDatabase database, bool ownKeyDatabase)
    {
        var ledger = new LedgerFolder();
        await using var host = await TestHost<CompanyContext>.StartAsync(database, options =>
        {
            options.OwnKeyDatabase = ownKeyDatabase;
            options.Clock.UtcNow = Company.Noon(new DateOnly(2026, 4, 1));
            options.ConfigureToolkit = CompanyPurposes.Register;
            options.ConfigureToolkit += gdpr => gdpr.UseErasureLedgerFile(ledger.Path);
        });
        await using var scope = host.NewScope();
        var gone = await host.AddAsync(Person("Gone", Over));
        Assert.NotEmpty((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(gone))).Retained);
        host.Clock.UtcNow = Today;
        await host.AddAsync(Person("Due", Over));
        await host.AddAsync(Person("Due as well", Over, Over, Over));
        await host.AddAsync(Person("Stays", Over, Over, Over, Over, Running));
        var held = await host.AddAsync(Person("Held", Over, Over, Over));
        await scope.Holds.PlaceAsync(LegalHoldScope.Person(held), "a dispute", "counsel", new DateOnly(2040, 1, 1));
        await host.AddAsync(Person("Removed", Running));
        scope.Context.Remove(await scope.Context.Subscribers.SingleAsync(row => row.Id == Removed));
        await scope.Context.SaveChangesAsync();
        return await TrialTemplate.TakeAsync(Name, database, host.ConnectionString, host.KeyConnectionString, ledger);
    }

    public override async Task RunAsync(Trial trial, DeadlySteps steps)
    {
        await using var host = trial.Attach<CompanyContext>(steps, Configure);
        steps.Arm();
        Assert.Equal(0, (await SweepAsync(host)).Overdue);
    }

    public override async Task CompleteAsync(Trial trial)
    {
        await using var host = trial.Attach<CompanyContext>(Configure);
        await AssertAnyTimeAsync(host, trial);
        if (trial.Number % 2 == 0)
        {
            await using var recovering = host.NewScope();
            var replay = await recovering.Recovery.ReplayAsync();
            Assert.Equal(ErasureLedgerState.Current, replay.Status.State);
        }

        var swept = await SweepAsync(host);

        Assert.Equal((0, false), (swept.Overdue, swept.IsStopped));
        await AssertAnyTimeAsync(host, trial);
        Assert.Equal([Gone, Due, DueAsWell, Removed], await ErasedAsync(host));
        Assert.Equal(5, await LedgerNotes.CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "Bill" WHERE "BilledTo" IS NOT NULL"""));
        Assert.Equal(1, await LedgerNotes.CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "Subscribers" WHERE "Email" IS NOT NULL"""));
        // Who stays, who is held, and the reason of the hold, which has a key of its own.
        Assert.Equal(
            3, await LedgerNotes.CountAsync(host.RawKeyAsync, """SELECT COUNT(*) FROM "GdprKeys" WHERE "Wrapped" IS NOT NULL AND "Group" = '' """));
        Assert.Equal(0, await LedgerNotes.CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "GdprKeyRevocations" """));
        await using var scope = host.NewScope();
        Assert.Empty(await scope.Erasure.ListPendingAsync());
        Assert.Equal(ErasureLedgerState.Current, (await scope.Recovery.CheckAsync()).State);
    }

    private static DateTimeOffset Today => Company.Noon(new DateOnly(2032, 1, 1));

    private static void Configure(TestHostOptions options)
    {
        options.Clock.UtcNow = Today;
        options.ConfigureToolkit = CompanyPurposes.Register;
    }

    private static async Task<SweepReport> SweepAsync(TestHost<CompanyContext> host)
    {
        await using var scope = host.NewScope();
        return await scope.Sweep.RunAsync(new SweepOptions { BatchSize = 3 });
    }

    /// <summary>Whenever a sweep is stopped, what is held or kept is there, and nobody is half erased.</summary>
    private static async Task AssertAnyTimeAsync(TestHost<CompanyContext> host, Trial trial)
    {
        await LeftOver.AssertAsync(host, trial, "Subscribers", erasedBefore: Gone);
        await using var scope = host.NewScope();
        var people = await scope.Context.Subscribers.AsNoTracking().Include(row => row.Bills).ToDictionaryAsync(row => row.Id);
        var held = people[Held];
        Assert.Equal(("held@example.org", "Held", new DateOnly(1980, 1, 1)), (held.Email, held.Name, held.BirthDate));
        Assert.Equal(["Held", "Held", "Held"], held.Bills.Select(bill => bill.BilledTo));
        Assert.Equal("Stays", people[Stays].Name);
        Assert.Equal("Stays", Assert.Single(people[Stays].Bills, bill => bill.FiscalYearEnd == Running).BilledTo);
        Assert.Equal(2, await LedgerNotes.CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "Bill" WHERE "FiscalYearEnd" = '2030-01-01' AND "BilledTo" IS NOT NULL"""));
        Assert.Equal(0, await LedgerNotes.CountAsync(
            host.RawAsync, """SELECT COUNT(*) FROM "Subscribers" WHERE "Id" IN (2, 3) AND "ErasureRequestedAt" IS NOT NULL AND ("Name" IS NOT NULL OR "Email" IS NOT NULL)"""));
    }

    private static async Task<IReadOnlyList<int>> ErasedAsync(TestHost<CompanyContext> host)
        => [.. (await LeftOver.ErasedAsync(host, "Subscribers")).Select(row => row.Id).Order()];

    private static Subscriber Person(string name, params DateOnly[] years)
    {
        var person = new Subscriber
        {
            Name = name,
            Email = $"{name.ToLowerInvariant()}@example.org",
            BirthDate = new DateOnly(1980, 1, 1),
            ContractEndedOn = new DateOnly(2025, 3, 31),
        };
        person.Bills.AddRange(years.Select(year => new Bill { BilledTo = name, FiscalYearEnd = year }));
        return person;
    }
}
