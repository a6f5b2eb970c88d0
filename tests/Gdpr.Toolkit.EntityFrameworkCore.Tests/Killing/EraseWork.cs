using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>Erases Ada, and not Bob.</summary>
internal sealed class EraseWork : TrialWork
{
    public const string Name = "erase";

    public override async Task<TrialTemplate> PrepareAsync(TestDatabase database, bool ownKeyDatabase)
    {
        var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger, ownKeyDatabase);
        return await TrialTemplate.TakeAsync(Name, database, host.ConnectionString, host.KeyConnectionString, ledger);
    }

    public override async Task RunAsync(Trial trial, DeadlySteps steps)
    {
        await using var host = trial.Attach<NotesContext>(steps);
        await using var scope = host.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1));
        steps.Arm();
        Assert.True((await scope.Erasure.EraseAsync(plan)).IsComplete);
    }

    public override async Task CompleteAsync(Trial trial)
    {
        await using var host = trial.Attach<NotesContext>();
        var wasBegun = (await LedgerFolder.ReadAsync(LedgerFolder.Open(trial.Ledger))).Count > 0;
        await LeftOver.AssertAsync(host, trial, "People");
        Assert.Contains(await host.TextsAsync(), new[] { "Ada:secret Bob:other", "Bob:other" });

        if (trial.Number % 2 == 0)
        {
            // By the recovery, which carries out what was begun, and nothing else.
            var replay = await host.ReplayAsync();
            Assert.Equal(ErasureLedgerState.Current, replay.Status.State);
            Assert.All(replay.People, person => Assert.True(person.Certificate is null or { IsComplete: true }));
            Assert.Equal(wasBegun ? "Bob:other" : "Ada:secret Bob:other", await host.TextsAsync());
            await EraseWhoWaitsAsync(host);
        }

        await host.EraseAsync(1);
        await AssertErasedAsync(host, trial);
        await using var restored = trial.Restore<NotesContext>();
        await Assert.ThrowsAsync<ErasureLedgerException>(() => restored.TextsAsync());
    }

    public static async Task EraseWhoWaitsAsync(TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        foreach (var person in await scope.Erasure.ListPendingAsync())
        {
            Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(person))).IsComplete);
        }
    }

    public static async Task AssertErasedAsync(TestHost<NotesContext> host, Trial trial)
    {
        await LeftOver.AssertAsync(host, trial, "People");
        Assert.Equal("Bob:other", await host.TextsAsync());
        Assert.Equal(1, await LedgerNotes.CountAsync(host.RawKeyAsync, """SELECT COUNT(*) FROM "GdprKeys" WHERE "Wrapped" IS NOT NULL"""));
        Assert.Equal(0, await LedgerNotes.CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "Notes" WHERE "PersonId" = 1"""));
        Assert.Equal(0, await LedgerNotes.CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "GdprKeyRevocations" """));
        Assert.Equal(ErasureLedgerState.Current, (await host.CheckAsync()).State);
        await using var scope = host.NewScope();
        Assert.Empty(await scope.Erasure.ListPendingAsync());
    }
}
