using System.Text;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>What every ledger does: one in a file, in SQLite, in PostgreSQL.</summary>
public class LedgerContractTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null)]
    [OnSqlite]
    [OnPostgres]
    public async Task Entries_are_chained_and_read_as_they_were_written(TestDatabase? database)
    {
        using var kind = await LedgerUnderTest.CreateAsync(database);
        var ledger = kind.Open();
        Assert.Empty(await LedgerFolder.ReadAsync(ledger));

        var first = await ledger.AppendAsync(Record("Räksmörgås \"quoted\"\n"), default);
        var second = await kind.Open().AppendAsync(Whole(), default);

        Assert.Equal((1, new string('0', 64)), (first.Position, first.PreviousHash));
        Assert.Equal((2, first.Head.Hash), (second.Position, second.PreviousHash));
        var read = await LedgerFolder.ReadAsync(kind.Open());
        Assert.Equal([first.ToLine(), second.ToLine()], read.Select(entry => entry.ToLine()));
        Assert.Equal(second.ToLine(), (await kind.ReadRawAsync())[1]);
        Assert.Equal(Whole().Keys, read[1].Record.Keys);
        Assert.Equal(Whole().Sequences, read[1].Record.Sequences);
        Assert.Equal(Whole() with { Keys = [], Sequences = [] }, read[1].Record with { Keys = [], Sequences = [] });
    }

    [Theory]
    [InlineData(null)]
    [OnSqlite]
    [OnPostgres]
    public async Task Only_what_is_new_is_read_after_a_head(TestDatabase? database)
    {
        using var kind = await LedgerUnderTest.CreateAsync(database);
        var ledger = kind.Open();
        var first = await ledger.AppendAsync(Record("1"), default);
        var second = await kind.Open().AppendAsync(Record("2"), default);

        Assert.Equal([2], await PositionsAsync(ledger, first.Head));
        Assert.Empty(await PositionsAsync(ledger, second.Head));
        var third = await kind.Open().AppendAsync(Record("3"), default);
        Assert.Equal([3], await PositionsAsync(ledger, second.Head));
        Assert.Equal([2, 3], await PositionsAsync(kind.Open(), first.Head));
        await Assert.ThrowsAsync<ErasureLedgerException>(() => PositionsAsync(ledger, third.Head with { Hash = first.Head.Hash }));
    }

    [Theory]
    [InlineData(null)]
    [OnSqlite]
    [OnPostgres]
    public async Task Many_who_append_at_once_make_one_chain(TestDatabase? database)
    {
        using var kind = await LedgerUnderTest.CreateAsync(database);
        var ledgers = Enumerable.Range(0, 4).Select(_ => kind.Open()).ToList();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => ledgers[i % 4].AppendAsync(Record($"{i}"), default))));

        var read = await LedgerFolder.ReadAsync(kind.Open());
        Assert.Equal(Enumerable.Range(1, 40), read.Select(entry => (int)entry.Position));
        Assert.Equal(40, read.Select(entry => entry.Record.Reason).Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [OnSqlite]
    [OnPostgres]
    public async Task What_was_changed_cut_or_moved_is_refused(TestDatabase? database)
    {
        using var kind = await LedgerUnderTest.CreateAsync(database);
        var ledger = kind.Open();
        for (var i = 1; i <= 3; i++)
        {
            await ledger.AppendAsync(Record($"{i}"), default);
        }

        var head = (await LedgerFolder.ReadAsync(ledger))[^1].Head;
        var lines = await kind.ReadRawAsync();
        foreach (var damaged in Damages([.. lines]))
        {
            await kind.WriteRawAsync(damaged);
            var exception = await Assert.ThrowsAsync<ErasureLedgerException>(() => LedgerFolder.ReadAsync(kind.Open()));
            Assert.Equal(ErasureLedgerState.LedgerLost, exception.State);
        }

        await kind.WriteRawAsync([.. lines.Take(2)]);
        await Assert.ThrowsAsync<ErasureLedgerException>(() => PositionsAsync(ledger, head));
        await kind.WriteRawAsync([.. lines]);
        Assert.Equal(3, (await LedgerFolder.ReadAsync(kind.Open())).Count);
        Assert.Empty(await PositionsAsync(ledger, head));
    }

    [Theory]
    [InlineData(null)]
    [OnSqlite]
    [OnPostgres]
    public async Task Nothing_is_stored_once_it_is_cancelled(TestDatabase? database)
    {
        using var kind = await LedgerUnderTest.CreateAsync(database);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kind.Open().AppendAsync(Record("1"), cancelled.Token));

        Assert.Empty(await LedgerFolder.ReadAsync(kind.Open()));
    }

    [Theory]
    [InlineData(null)]
    [OnSqlite]
    [OnPostgres]
    public async Task More_entries_than_a_page_are_one_chain(TestDatabase? database)
    {
        using var kind = await LedgerUnderTest.CreateAsync(database);
        var entries = new List<ErasureLedgerEntry> { ErasureLedgerHead.Empty.Append(Record("0")) };
        for (var i = 1; i < (2 * ErasureLedgerDatabase.PageSize) + 1; i++)
        {
            entries.Add(entries[^1].Head.Append(Record($"{i}")));
        }

        await kind.WriteRawAsync(entries.ConvertAll(entry => entry.ToLine()));

        Assert.Equal(Enumerable.Range(1, entries.Count), await PositionsAsync(kind.Open(), ErasureLedgerHead.Empty));
        Assert.Equal(Enumerable.Range(3, entries.Count - 2), await PositionsAsync(kind.Open(), entries[1].Head));
        await kind.WriteRawAsync([.. entries.Where(entry => entry.Position != ErasureLedgerDatabase.PageSize + 1).Select(entry => entry.ToLine())]);
        await Assert.ThrowsAsync<ErasureLedgerException>(() => LedgerFolder.ReadAsync(kind.Open()));
    }

    [Theory]
    [InlineData(null)]
    [OnSqlite]
    [OnPostgres]
    public async Task One_replays_at_a_time(TestDatabase? database)
    {
        using var kind = await LedgerUnderTest.CreateAsync(database);
        var first = await kind.Open().LockReplayAsync(default);

        var second = kind.Open().LockReplayAsync(default);
        await kind.Open().AppendAsync(Record("1"), default);
        await Task.Delay(200);
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();

        await (await second).DisposeAsync();
    }

    private static ErasureLedgerRecord Record(string reason)
        => new() { Kind = ErasureLedgerEntryKind.Accepted, StoreId = Guid.Parse("6b29fc40-ca47-1067-b31d-00dd010662da"), RecordedAt = Now, Reason = reason };

    private static ErasureLedgerRecord Whole() => Record("r") with
    {
        Kind = ErasureLedgerEntryKind.Completed,
        SubjectKind = "Customer",
        SubjectReference = new string('a', 64),
        Keys = [new string('b', 32), new string('c', 32)],
        Sequences = [new SequenceMark("sales.People", "Id", long.MaxValue >> 11)],
        Intent = 1,
        Certificate = new CertificateReference("id", new string('d', 64)),
    };

    private static async Task<List<int>> PositionsAsync(IErasureLedger ledger, ErasureLedgerHead after)
    {
        var positions = new List<int>();
        await foreach (var entry in ledger.ReadAsync(after, default))
        {
            positions.Add((int)entry.Position);
        }

        return positions;
    }

    private static IEnumerable<IReadOnlyList<string>> Damages(string[] lines)
    {
        for (var at = 0; at < lines[1].Length; at += 7)
        {
            yield return [lines[0], Flip(lines[1], at), lines[2]];
        }

        yield return [lines[0], lines[2], lines[1]];
        yield return [lines[1], lines[2]];
        yield return [lines[0], lines[2]];
        yield return [lines[0], lines[0], lines[1], lines[2]];
        yield return [lines[0], "", lines[1], lines[2]];
    }

    private static string Flip(string line, int at)
    {
        var bytes = Encoding.ASCII.GetBytes(line);
        bytes[at] ^= 1;
        return Encoding.ASCII.GetString(bytes);
    }
}
