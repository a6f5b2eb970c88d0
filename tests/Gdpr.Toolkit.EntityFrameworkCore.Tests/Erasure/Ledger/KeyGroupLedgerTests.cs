using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using static Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.KeyGroupTests;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>Keys of groups that were destroyed on their own do not come back with a backup.</summary>
public class KeyGroupLedgerTests
{
    private const string Living = """SELECT COUNT(*) FROM "GdprKeys" WHERE "Group" = 'marketing' AND "Wrapped" IS NOT NULL""";
    private const string Tagged = """SELECT COUNT("AddressIndex") FROM "Readers" """;

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task A_destroyed_group_is_destroyed_again_after_a_restore_and_the_person_stays(TestDatabase database, bool ownKeyDatabase)
    {
        using var ledger = new LedgerFolder();
        await using var host = await StartAsync(database, ledger, ownKeyDatabase);
        using var backup = await Backup.TakeAsync(host);
        await DestroyAsync(host);
        await using var restored = backup.Restore(host, With(ledger, ownKeyDatabase: false));

        var refused = await Assert.ThrowsAsync<ErasureLedgerException>(() => TextsAsync(restored));
        var replay = await ReplayAsync(restored);

        Assert.Equal(ErasureLedgerState.Restored, refused.State);
        Assert.Equal(ErasureLedgerState.Current, replay.Status.State);
        var person = Assert.Single(replay.People);
        Assert.Equal((ErasureReplayOutcome.KeyGroupDestroyed, null), (person.Outcome, person.Certificate));
        await AssertDestroyedAsync(restored);
        Assert.Equal("KeyGroup Completed", await ledger.KindsAsync());
        Assert.Empty((await ReplayAsync(restored)).People);
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    public async Task A_destruction_that_was_stopped_before_its_commit_is_carried_out_by_a_replay(TestDatabase database, bool ownKeyDatabase)
    {
        using var ledger = new LedgerFolder();
        await using var host = await StartAsync(database, ledger, ownKeyDatabase);
        using var backup = await Backup.TakeAsync(host);
        await DestroyAsync(host);
        await File.WriteAllLinesAsync(ledger.Path, (await File.ReadAllLinesAsync(ledger.Path))[..1]);
        await using var restored = backup.Restore(host, With(ledger, ownKeyDatabase: false));
        await using var checking = restored.NewScope();

        var before = await checking.Recovery.CheckAsync();
        var replay = await ReplayAsync(restored);

        Assert.Equal(ErasureLedgerState.Interrupted, before.State);
        Assert.Equal(ErasureReplayOutcome.KeyGroupDestroyed, Assert.Single(replay.People).Outcome);
        Assert.Equal(ErasureLedgerState.Current, replay.Status.State);
        await AssertDestroyedAsync(restored);
        Assert.Equal("KeyGroup Completed", await ledger.KindsAsync());
    }

    [Fact]
    public async Task Who_was_erased_after_a_group_was_destroyed_is_erased_again_at_once()
    {
        using var ledger = new LedgerFolder();
        await using var host = await StartAsync(TestDatabase.Sqlite, ledger, ownKeyDatabase: false);
        using var backup = await Backup.TakeAsync(host);
        await DestroyAsync(host);
        await using (var scope = host.NewScope())
        {
            await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Reader>(1)));
        }

        await using var restored = backup.Restore(host, With(ledger, ownKeyDatabase: false));
        var replay = await ReplayAsync(restored);

        Assert.Equal(ErasureReplayOutcome.Erased, Assert.Single(replay.People).Outcome);
        Assert.Equal(ErasureLedgerState.Current, replay.Status.State);
        Assert.Equal("Bob,bob@example.org", await TextsAsync(restored));
    }

    private static async Task AssertDestroyedAsync(TestHost<ReadersContext> host)
    {
        Assert.Equal("Ada, Bob,bob@example.org", await TextsAsync(host));
        Assert.Equal((1, 1), (await LedgerNotes.CountAsync(host.RawKeyAsync, Living), await LedgerNotes.CountAsync(host.RawAsync, Tagged)));
        await using var scope = host.NewScope();
        Assert.Equal(1, (await scope.Context.Readers.SingleAsync(row => row.Name == "Ada")).Id);
        Assert.Empty(await scope.Context.Readers.Where(row => row.Address == "ada@example.org").ToListAsync());
    }

    private static Action<TestHostOptions> With(LedgerFolder ledger, bool ownKeyDatabase) => options =>
    {
        options.OwnKeyDatabase = ownKeyDatabase;
        options.ConfigureToolkit = gdpr => gdpr.UseErasureLedgerFile(ledger.Path);
    };

    private static async Task<TestHost<ReadersContext>> StartAsync(TestDatabase database, LedgerFolder ledger, bool ownKeyDatabase)
    {
        var host = await TestHost<ReadersContext>.StartAsync(database, With(ledger, ownKeyDatabase));
        await using var scope = host.NewScope();
        scope.Context.AddRange(
            new Reader { Name = "Ada", Address = "ada@example.org" },
            new Reader { Name = "Bob", Address = "bob@example.org" });
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private static async Task DestroyAsync(TestHost<ReadersContext> host)
    {
        await using var scope = host.NewScope();
        Assert.Equal(1, await scope.KeyGroups.DestroyAsync(DataSubject.Of<Reader>(1), "marketing"));
    }

    private static async Task<ErasureReplay> ReplayAsync(TestHost<ReadersContext> host)
    {
        await using var scope = host.NewScope();
        return await scope.Recovery.ReplayAsync();
    }

    private static async Task<string> TextsAsync(TestHost<ReadersContext> host)
    {
        await using var scope = host.NewScope();
        var readers = await scope.Context.Readers.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
        return string.Join(' ', readers.Select(row => $"{row.Name},{row.Address}"));
    }
}
