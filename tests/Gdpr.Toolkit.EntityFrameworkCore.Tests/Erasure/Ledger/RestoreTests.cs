using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>A database that was restored from a backup is refused until the erasures since are replayed.</summary>
public class RestoreTests
{
    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task A_restored_database_is_refused_until_its_erasures_are_replayed(TestDatabase database, bool ownKeyDatabase)
    {
        using var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger, ownKeyDatabase);
        using var backup = await Backup.TakeAsync(host);
        var first = await host.EraseAsync(1);
        await using var restored = backup.Restore(host, LedgerNotes.With(ledger));

        var reading = await Assert.ThrowsAsync<ErasureLedgerException>(() => restored.TextsAsync());
        var writing = await Assert.ThrowsAsync<ErasureLedgerException>(() => restored.AddAsync("Eve", "new"));
        var planning = await Assert.ThrowsAsync<ErasureLedgerException>(() => restored.EraseAsync(2));
        Assert.All([reading, writing, planning], exception => Assert.Equal(ErasureLedgerState.Restored, exception.State));
        Assert.Equal(ErasureLedgerState.Restored, (await restored.CheckAsync()).State);

        var replay = await restored.ReplayAsync();

        Assert.Equal(ErasureLedgerState.Current, replay.Status.State);
        var person = Assert.Single(replay.People);
        Assert.Equal(ErasureReplayOutcome.Erased, person.Outcome);
        AssertAmends(first, person.Certificate!);
        Assert.Equal("Bob:other", await restored.TextsAsync());
        Assert.Equal(0, await LedgerNotes.CountAsync(restored.RawAsync, """SELECT COUNT(*) FROM "Notes" WHERE "PersonId" = 1"""));
        Assert.Equal(0, await LedgerNotes.CountAsync(restored.RawAsync, """SELECT COUNT(*) FROM "People" WHERE "Id" = 1 AND ("NameIndex" IS NOT NULL OR "ErasedAt" IS NULL)"""));
        Assert.Equal("Intent Completed Intent Completed", await ledger.KindsAsync());
        Assert.Empty((await restored.ReplayAsync()).People);
        Assert.Equal(3, await restored.AddAsync("Eve", "new"));
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task After_a_restore_with_reused_identity_values_nobody_is_erased_or_blocked_who_was_not_erased_before(
        TestDatabase database, bool ownKeyDatabase)
    {
        using var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger, ownKeyDatabase);
        using var backup = await Backup.TakeAsync(host);
        Assert.Equal(3, await host.AddAsync("Cleo", "of Cleo"));
        Assert.Equal(4, await host.AddAsync("Dan", "of Dan"));
        await host.EraseAsync(3);
        await host.EraseAsync(1);
        await using (var unaware = backup.Restore(host, _ => { }))
        {
            // The application ran on without its ledger, and gave Cleo's identity to somebody else.
            Assert.Equal(3, await unaware.AddAsync("Newcomer", "of the newcomer"));
        }

        await using var restored = backup.Restore(host, LedgerNotes.With(ledger));
        var replay = await restored.ReplayAsync();

        Assert.Equal(ErasureLedgerState.Current, replay.Status.State);
        Assert.Equal(
            [ErasureReplayOutcome.Erased, ErasureReplayOutcome.IdentityReused], replay.People.Select(person => person.Outcome).Order());
        Assert.Equal("Bob:other Newcomer:of the newcomer", await restored.TextsAsync());
        Assert.Equal(5, await restored.AddAsync("Eve", "later"));
        await restored.EraseAsync(3);
        Assert.Equal("Bob:other Eve:later", await restored.TextsAsync());
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Identities_go_on_after_those_of_erased_people_whom_the_backup_does_not_hold(TestDatabase database, bool ownKeyDatabase)
    {
        using var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger, ownKeyDatabase);
        using var backup = await Backup.TakeAsync(host);
        Assert.Equal(3, await host.AddAsync("Cleo", "of Cleo"));
        await host.EraseAsync(3);
        await using var restored = backup.Restore(host, LedgerNotes.With(ledger));

        var replay = await restored.ReplayAsync();

        Assert.Equal(ErasureReplayOutcome.NotPresent, Assert.Single(replay.People).Outcome);
        Assert.Equal(new AdvancedSequence(new SequenceMark("People", "Id", 3), IsAdvanced: true), Assert.Single(replay.Sequences));
        Assert.Equal(4, await restored.AddAsync("Dan", "new"));
        Assert.Equal("Ada:secret Bob:other Dan:new", await restored.TextsAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_second_erasure_of_a_person_amends_the_first_certificate(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger);

        var first = await host.EraseAsync(1);
        var second = await host.EraseAsync(1);
        var others = await host.EraseAsync(2);

        Assert.Null(first.Amends);
        AssertAmends(first, second);
        Assert.Null(others.Amends);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Somebody_without_a_key_is_left_until_somebody_decides(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger);
        await host.ExecuteRawAsync("""INSERT INTO "People" ("Id", "Stamp") VALUES (30, 0)""");
        using var backup = await Backup.TakeAsync(host);
        using var second = await Backup.TakeAsync(host);
        await host.EraseAsync(30);
        await using var restored = backup.Restore(host, LedgerNotes.With(ledger));

        var undecided = await restored.ReplayAsync();
        Assert.Equal(ErasureReplayOutcome.Undecided, Assert.Single(undecided.People).Outcome);
        Assert.Equal(ErasureLedgerState.Restored, undecided.Status.State);
        await Assert.ThrowsAsync<ErasureLedgerException>(() => restored.TextsAsync());

        var erased = await restored.ReplayAsync(PeopleWithoutKeys.Erase);
        Assert.Equal(ErasureReplayOutcome.Erased, Assert.Single(erased.People).Outcome);
        Assert.Equal(ErasureLedgerState.Current, erased.Status.State);
        Assert.Equal("Ada:secret Bob:other", await restored.TextsAsync());

        await using var other = second.Restore(host, LedgerNotes.With(ledger));
        var kept = await other.ReplayAsync(PeopleWithoutKeys.Keep);
        Assert.All(kept.People, person => Assert.Equal(ErasureReplayOutcome.Kept, person.Outcome));
        Assert.Equal(ErasureLedgerState.Current, kept.Status.State);
        Assert.Equal("Ada:secret Bob:other :", await other.TextsAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_old_key_row_of_an_erased_person_opens_nothing_and_the_replay_destroys_it(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger);
        await using var before = host.NewScope();
        var key = await before.Context.Set<KeyRow>().AsNoTracking().OrderBy(row => row.Position).FirstAsync();
        var name = (byte[])(await host.RawAsync("""SELECT "Name" FROM "People" WHERE "Id" = 1"""))!;
        await host.EraseAsync(1);
        await using (var writing = host.NewScope())
        {
            await writing.Context.Set<KeyRow>().Where(row => row.Position == key.Position).ExecuteDeleteAsync();
            writing.Context.Add(key);
            await writing.Context.SaveChangesAsync();
            await writing.Context.WriteRawAsync("""UPDATE "People" SET "Name" = {0}, "ErasureRequestedAt" = NULL WHERE "Id" = 1""", name);
        }

        await using var other = host.StartAnother(LedgerNotes.With(ledger));
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => other.TextsAsync());
        Assert.Equal(1, (await other.CheckAsync()).RevivedKeys);

        var replay = await other.ReplayAsync();

        Assert.Equal(ErasureReplayOutcome.Erased, Assert.Single(replay.People).Outcome);
        Assert.Equal((ErasureLedgerState.Current, 0), (replay.Status.State, replay.Status.RevivedKeys));
        Assert.Equal("Bob:other", await other.TextsAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_ledger_holds_nothing_that_tells_who_a_person_is(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger);
        await host.AddAsync("Zacharias-of-the-ledger", "his note");

        await host.EraseAsync(1);

        var text = await File.ReadAllTextAsync(ledger.Path);
        Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        // The highest identity, which is somebody else's, and not the person's own.
        Assert.Contains("""{"column":"Id","table":"People","value":3}""", text, StringComparison.Ordinal);
    }

    private static void AssertAmends(ErasureCertificate first, ErasureCertificate second)
    {
        Assert.True(second.IsComplete);
        Assert.Equal(first.Id, second.Amends);
        var document = JsonNode.Parse(second.Document.Span)!;
        Assert.Equal(first.Id, document["amends"]!.GetValue<string>());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(first.Document.Span)), document["amendedSha256"]!.GetValue<string>());
    }
}
