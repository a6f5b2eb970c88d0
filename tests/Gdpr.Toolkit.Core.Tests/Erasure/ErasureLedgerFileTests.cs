using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Core.Tests.Vectors;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Core.Tests.Erasure;

public class ErasureLedgerFileTests
{
    private static readonly ErasureLedgerRecord Record = new()
    {
        Kind = ErasureLedgerEntryKind.Accepted,
        StoreId = Guid.Empty,
        RecordedAt = DateTimeOffset.UnixEpoch,
        Reason = "test",
    };

    [Fact]
    public async Task A_line_that_was_torn_at_any_byte_is_no_entry_and_is_cut_off_by_the_next()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("ledger");
        await Open(path).AppendAsync(Record, default);
        var whole = await File.ReadAllBytesAsync(path);
        await Open(path).AppendAsync(Record with { Reason = "torn" }, default);
        var torn = await File.ReadAllBytesAsync(path);
        for (var length = whole.Length + 1; length < torn.Length; length++)
        {
            await File.WriteAllBytesAsync(path, torn[..length]);
            Assert.Single(await ReadAsync(Open(path)));

            var entry = await Open(path).AppendAsync(Record with { Reason = "next" }, default);

            Assert.Equal(2, entry.Position);
            Assert.Equal(["test", "next"], (await ReadAsync(Open(path))).Select(one => one.Record.Reason));
        }
    }

    [Fact]
    public async Task A_ledger_of_several_pieces_is_read_whole_and_from_any_entry_on()
    {
        const int Entries = 5_000;
        using var folder = new TemporaryFolder();
        var path = folder.File("ledger");
        var heads = new List<ErasureLedgerHead> { ErasureLedgerHead.Empty };
        await using (var writer = File.CreateText(path))
        {
            for (var number = 0; number < Entries; number++)
            {
                var entry = heads[^1].Append(Record with { Reason = new string('å', number % 500) });
                await writer.WriteAsync(entry.ToLine() + "\n");
                heads.Add(entry.Head);
            }
        }

        Assert.True(new FileInfo(path).Length > 3 << 20);
        Assert.Equal(heads[1..], (await ReadAsync(Open(path))).Select(entry => entry.Head));
        Assert.Equal(heads[2_501..], (await ReadAsync(Open(path), heads[2_500])).Select(entry => entry.Head));
        Assert.Equal(Entries + 1, (await Open(path).AppendAsync(Record, default)).Position);
    }

    [LinuxFact]
    public async Task Only_its_owner_can_read_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("ledger");

        await Open(path).AppendAsync(Record, default);

#pragma warning disable CA1416 // The test runs on Linux only.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task A_file_that_somebody_keeps_locked_is_reported()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("ledger");
        using var locked = new FileStream(path + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        var exception = await Assert.ThrowsAsync<IOException>(() => new ErasureLedgerFile(path, TimeSpan.FromMilliseconds(50)).AppendAsync(Record, default));

        Assert.Contains("Nothing was written", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_and_not_an_empty_ledger()
    {
        var path = Path.Combine(Path.GetTempPath(), "gdpr-no-such-folder", "ledger");

        var refused = await Assert.ThrowsAsync<IOException>(() => ReadAsync(Open(path)));

        Assert.IsType<DirectoryNotFoundException>(refused.InnerException);
        Assert.Contains($"'{path}' cannot be opened", refused.Message, StringComparison.Ordinal);
    }

    private static ErasureLedgerFile Open(string path) => new(path, TimeSpan.FromSeconds(30));

    private static async Task<IReadOnlyList<ErasureLedgerEntry>> ReadAsync(ErasureLedgerFile ledger, ErasureLedgerHead? after = null)
    {
        var entries = new List<ErasureLedgerEntry>();
        await foreach (var entry in ledger.ReadAsync(after ?? ErasureLedgerHead.Empty, default))
            entries.Add(entry);
        return entries;
    }
}
