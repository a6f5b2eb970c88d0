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
        => await Assert.ThrowsAsync<DirectoryNotFoundException>(() => ReadAsync(Open(Path.Combine(Path.GetTempPath(), "gdpr-no-such-folder", "ledger"))));

    private static ErasureLedgerFile Open(string path) => new(path, TimeSpan.FromSeconds(30));

    private static async Task<IReadOnlyList<ErasureLedgerEntry>> ReadAsync(ErasureLedgerFile ledger)
    {
        var entries = new List<ErasureLedgerEntry>();
        await foreach (var entry in ledger.ReadAsync(ErasureLedgerHead.Empty, default))
            entries.Add(entry);
        return entries;
    }
}
