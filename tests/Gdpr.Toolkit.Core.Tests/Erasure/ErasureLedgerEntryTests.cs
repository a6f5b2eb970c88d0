using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Core.Tests.Erasure;

public class ErasureLedgerEntryTests
{
    // A frozen line: ledgers are read for as long as backups exist. The hash is what sha256sum gives for what follows the space.
    private const string Golden =
        "916654015aee734ada1d9060512cbdcdb8e33a5646a9a6296b17638e0b9b71d4 "
        + """{"formatVersion":1,"keys":["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"],"kind":"Intent","position":1,"previous":"0000000000000000000000000000000000000000000000000000000000000000","recordedAt":"2026-03-14T12:00:00Z","sequences":[{"column":"Id","table":"People","value":7}],"store":"6b29fc40-ca47-1067-b31d-00dd010662da","subject":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","subjectKind":"Customer"}""";

    private static readonly ErasureLedgerRecord Record = new()
    {
        Kind = ErasureLedgerEntryKind.Intent,
        StoreId = Guid.Parse("6b29fc40-ca47-1067-b31d-00dd010662da"),
        RecordedAt = new DateTimeOffset(2026, 3, 14, 13, 0, 0, 999, TimeSpan.FromHours(1)),
        SubjectKind = "Customer",
        SubjectReference = new string('a', 64),
        Keys = [new string('b', 32)],
        Sequences = [new SequenceMark("People", "Id", 7)],
    };

    [Fact]
    public void The_stored_line_is_frozen()
    {
        var entry = ErasureLedgerHead.Empty.Append(Record);

        Assert.Equal(Golden, entry.ToLine());
        Assert.Equal(Golden, ErasureLedgerEntry.Parse(Golden).ToLine());
    }

    [Fact]
    public void An_entry_follows_only_the_one_it_was_chained_to()
    {
        var first = ErasureLedgerHead.Empty.Append(Record);
        var second = first.Head.Append(Record);

        Assert.True(second.Follows(first.Head));
        Assert.False(second.Follows(second.Head));
        Assert.False(second.Follows(ErasureLedgerHead.Empty));
        Assert.False(second.Follows(first.Head with { Hash = second.Head.Hash }));
    }

    [Fact]
    public void Every_changed_character_is_refused()
    {
        for (var at = 0; at < Golden.Length; at++)
        {
            var changed = Golden.Remove(at, 1).Insert(at, Golden[at] == 'x' ? "y" : "x");
            Assert.Throws<FormatException>(() => ErasureLedgerEntry.Parse(changed));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no space")]
    [InlineData(" {}")]
    [InlineData("0 []")]
    [InlineData("0 {\"formatVersion\":2}")]
    public void Something_else_is_refused(string line) => Assert.Throws<FormatException>(() => ErasureLedgerEntry.Parse(line));
}
