using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>Erasures and replays with a ledger, killed (SIGKILL) at every step that can be seen from outside.</summary>
public class KilledTests
{
    private const string LivingKeys = """SELECT COUNT(*) FROM "GdprKeys" WHERE "Wrapped" IS NOT NULL""";

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task An_erasure_that_was_killed_at_any_step_is_completed_by_a_replay(TestDatabase database, bool ownKeyDatabase)
    {
        for (var (step, steps) = (0, int.MaxValue); step <= steps; step++)
        {
            using var ledger = new LedgerFolder();
            await using var host = await LedgerNotes.StartAsync(database, ledger, ownKeyDatabase);
            using var backup = await Backup.TakeAsync(host);
            if (await RunAsync(LedgerScenario.ErasePrefix + ledger.Path, host, step) is { } taken)
            {
                steps = taken;
                continue;
            }

            await AssertAllOrNothingAsync(host, ledger);
            await RecoverAsync(host, ledger, wasBegun: (await ledger.ReadAsync()).Count > 0);
            if ((await ledger.ReadAsync()).Count > 0)
            {
                // What is completed is noticed by whoever restores a backup, whether a certificate was given or not.
                await using var restored = backup.Restore(host, LedgerNotes.With(ledger));
                await Assert.ThrowsAsync<ErasureLedgerException>(() => restored.TextsAsync());
            }
        }
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task A_replay_that_was_killed_at_any_step_is_completed_by_the_next(TestDatabase database, bool ownKeyDatabase)
    {
        for (var (step, steps) = (0, int.MaxValue); step <= steps; step++)
        {
            using var ledger = new LedgerFolder();
            await using var host = await LedgerNotes.StartAsync(database, ledger, ownKeyDatabase);
            using var backup = await Backup.TakeAsync(host);
            await host.EraseAsync(1);
            await using var restored = backup.Restore(host, LedgerNotes.With(ledger));
            if (await RunAsync(LedgerScenario.ReplayPrefix + ledger.Path, restored, step) is { } taken)
            {
                steps = taken;
                continue;
            }

            await RecoverAsync(restored, ledger, wasBegun: true);
        }
    }

    /// <summary>Runs a child.</summary>
    /// <returns>How many steps there were; null where it was killed.</returns>
    private static async Task<int?> RunAsync(string scenario, TestHost<NotesContext> host, int step)
    {
        using var child = ChildProcess.Start(ChildTarget.For(scenario, host, step));
        var line = await child.ReadLineAsync();
        Assert.Equal(step == 0 ? 0 : 137, await child.WaitAsync());
        if (step > 0)
        {
            return null;
        }

        var words = line!.Split(' ');
        Assert.Equal("True", words[1]);
        var steps = int.Parse(words[0], CultureInfo.InvariantCulture);
        Assert.InRange(steps, 6, 60);
        return steps;
    }

    /// <summary>Either the database holds everything of the person, or nobody can read any of it.</summary>
    private static async Task AssertAllOrNothingAsync(TestHost<NotesContext> host, LedgerFolder ledger)
    {
        await using var other = host.StartAnother(LedgerNotes.With(ledger));
        Assert.Contains(await other.TextsAsync(), new[] { "Ada:secret Bob:other", "Bob:other" });
    }

    private static async Task RecoverAsync(TestHost<NotesContext> host, LedgerFolder ledger, bool wasBegun)
    {
        await using var other = host.StartAnother(LedgerNotes.With(ledger));
        var replay = await other.ReplayAsync();
        Assert.Equal(ErasureLedgerState.Current, replay.Status.State);
        Assert.All(replay.People, person => Assert.True(person.Certificate is null or { IsComplete: true }));
        if (!wasBegun)
        {
            Assert.Equal("Ada:secret Bob:other", await other.TextsAsync());
            return;
        }

        Assert.Equal("Bob:other", await other.TextsAsync());
        Assert.Equal(1, await LedgerNotes.CountAsync(host.RawKeyAsync, LivingKeys));
        Assert.Equal(0, await LedgerNotes.CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "Notes" WHERE "PersonId" = 1"""));
        Assert.Equal(0, await LedgerNotes.CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "GdprKeyRevocations" """));
        await using var scope = other.NewScope();
        foreach (var person in await scope.Erasure.ListPendingAsync())
        {
            Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(person))).IsComplete);
        }

        Assert.Empty(await scope.Erasure.ListPendingAsync());
        Assert.Contains(await ledger.ReadAsync(), entry => entry.Record.Kind == ErasureLedgerEntryKind.Completed);
        Assert.Equal(ErasureLedgerState.Current, (await other.CheckAsync()).State);
    }
}
