using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>A ledger that was lost, cut or changed is noticed, and only gone without by decision.</summary>
public class LostLedgerTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_lost_ledger_is_refused_until_somebody_accepts_a_new_one(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        using var another = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger);
        await host.EraseAsync(1);
        await using var lost = host.StartAnother(LedgerNotes.With(another));

        var exception = await Assert.ThrowsAsync<ErasureLedgerException>(() => lost.TextsAsync());
        Assert.Equal(ErasureLedgerState.LedgerLost, exception.State);
        await Assert.ThrowsAsync<ErasureLedgerException>(() => lost.ReplayAsync());
        await using (var scope = lost.NewScope())
        {
            await scope.Recovery.AcceptAsync("The disk of the ledger burned; decided by the DPO.");
            await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Recovery.AcceptAsync("again"));
        }

        Assert.Equal("Bob:other", await lost.TextsAsync());
        var accepted = Assert.Single(await another.ReadAsync());
        Assert.Equal((ErasureLedgerEntryKind.Accepted, "The disk of the ledger burned; decided by the DPO."), (accepted.Record.Kind, accepted.Record.Reason));
        await lost.EraseAsync(2);
        Assert.Equal(ErasureLedgerState.Current, (await lost.CheckAsync()).State);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_cut_ledger_is_refused(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger);
        await host.EraseAsync(1);
        var early = await File.ReadAllTextAsync(ledger.Path);
        await host.EraseAsync(2);
        var whole = await File.ReadAllTextAsync(ledger.Path);
        await File.WriteAllTextAsync(ledger.Path, early);

        await using (var other = host.StartAnother(LedgerNotes.With(ledger)))
        {
            Assert.Equal(ErasureLedgerState.LedgerLost, (await Assert.ThrowsAsync<ErasureLedgerException>(() => other.AddAsync("Eve", "x"))).State);
        }

        await File.WriteAllTextAsync(ledger.Path, whole);
        await using var again = host.StartAnother(LedgerNotes.With(ledger));
        Assert.Equal(3, await again.AddAsync("Eve", "x"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_database_without_keys_does_not_begin_beside_a_ledger_that_knows_another_until_somebody_accepts_that(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger);
        await host.EraseAsync(1);
        await using var empty = await TestHost<NotesContext>.StartAsync(database, LedgerNotes.With(ledger));

        Assert.Equal(ErasureLedgerState.Unknown, (await empty.CheckAsync()).State);
        Assert.Equal(ErasureLedgerState.Unknown, (await Assert.ThrowsAsync<ErasureLedgerException>(() => empty.AddAsync("Eve", "x"))).State);
        await using (var scope = empty.NewScope())
        {
            await scope.Recovery.AcceptAsync("a second database of the same application");
        }

        Assert.Equal(1, await empty.AddAsync("Eve", "x"));
        await empty.EraseAsync(1);
        Assert.Equal(ErasureLedgerState.Current, (await empty.CheckAsync()).State);
        Assert.Equal(ErasureLedgerState.Current, (await host.CheckAsync()).State);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_signed_head_shows_that_a_ledger_was_not_rewritten(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var host = await LedgerNotes.StartAsync(database, ledger);
        await host.EraseAsync(1);
        await using var scope = host.NewScope();
        var head = await scope.Recovery.SignHeadAsync();
        await host.EraseAsync(2);
        Assert.Equal(2, head.Head.Position);
        Assert.True(await scope.Recovery.HoldsAsync(head));

        // Somebody writes another history, chained as it should be.
        File.Delete(ledger.Path);
        var forged = LedgerFolder.Open(ledger.Path);
        for (var i = 0; i < 4; i++)
        {
            await forged.AppendAsync(
                new ErasureLedgerRecord { Kind = ErasureLedgerEntryKind.Accepted, StoreId = Guid.NewGuid(), RecordedAt = host.Clock.UtcNow }, default);
        }

        Assert.False(await scope.Recovery.HoldsAsync(head));
        var document = head.Document.ToArray();
        document[^3] ^= 1;
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => scope.Recovery.HoldsAsync(head with { Document = document }));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Without_a_ledger_nothing_is_recorded_and_nothing_can_be_replayed(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await host.AddAsync("Ada", "secret");
        var certificate = await host.EraseAsync(1);

        Assert.Null(certificate.Amends);
        Assert.Equal(ErasureLedgerState.NoLedger, (await host.CheckAsync()).State);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.ReplayAsync());
        await using var scope = host.NewScope();
        Assert.Null(scope.Context.Model.FindEntityType(typeof(LedgerRow)));
    }
}
