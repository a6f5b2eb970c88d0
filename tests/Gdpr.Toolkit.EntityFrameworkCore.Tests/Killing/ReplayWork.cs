using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Killing;

/// <summary>Erases Ada again, whom a backup has brought back, and not Bob.</summary>
internal sealed class ReplayWork : TrialWork
{
    public const string Name = "replay";

    public override async Task<TrialTemplate> PrepareAsync(TestDatabase database, bool ownKeyDatabase)
    {
        var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger, ownKeyDatabase);
        using var backup = await Backup.TakeAsync(host);
        await host.EraseAsync(1);
        return await TrialTemplate.TakeAsync(Name, database, backup.ConnectionString, host.KeyConnectionString, ledger);
    }

    public override async Task RunAsync(Trial trial, DeadlySteps steps)
    {
        await using var host = trial.Attach<NotesContext>(steps);
        await using var scope = host.NewScope();
        steps.Arm();
        Assert.Single((await scope.Recovery.ReplayAsync()).People, person => person.Certificate is { IsComplete: true });
    }

    public override async Task CompleteAsync(Trial trial)
    {
        await using var host = trial.Attach<NotesContext>();
        var state = (await host.CheckAsync()).State;
        Assert.NotEqual(ErasureLedgerState.LedgerLost, state);
        if (state < ErasureLedgerState.Restored)
        {
            Assert.Equal("Bob:other", await host.TextsAsync());
        }

        var replay = await host.ReplayAsync();

        Assert.Equal(ErasureLedgerState.Current, replay.Status.State);
        Assert.All(replay.People, person => Assert.True(person.Certificate is null or { IsComplete: true }));
        await EraseWork.EraseWhoWaitsAsync(host);
        await EraseWork.AssertErasedAsync(host, trial);
    }
}
