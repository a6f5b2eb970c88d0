using System.Security.Cryptography;
using System.Text;

namespace Gdpr.Toolkit.Erasure;

/// <summary>One entry of an erasure ledger, chained to the one before by its hash. Immutable.</summary>
/// <remarks>
/// It is stored as one line: the hash, a space, and canonical JSON (RFC 8785) that names the hash of the entry before. The hash is
/// SHA-256 over that JSON, so that anybody can check a ledger with <c>sha256sum</c>. It finds changes, not changes by somebody
/// who rewrites all that follows: against those, keep signed heads elsewhere (<see cref="SignedLedgerHead"/>).
/// </remarks>
public sealed class ErasureLedgerEntry
{
    private readonly byte[] _content;

    private ErasureLedgerEntry(long position, string previousHash, ErasureLedgerRecord record, byte[] content)
    {
        _content = content;
        PreviousHash = previousHash;
        Record = record;
        Head = new ErasureLedgerHead(position, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    /// <summary>Gets which entry it is, from 1.</summary>
    public long Position => Head.Position;

    /// <summary>Gets the hash of the entry before; zeros in the first.</summary>
    public string PreviousHash { get; }

    /// <summary>Gets what happened.</summary>
    public ErasureLedgerRecord Record { get; }

    /// <summary>Gets position and hash of this entry.</summary>
    public ErasureLedgerHead Head { get; }

    /// <summary>Reads a stored line.</summary>
    /// <param name="line">What <see cref="ToLine"/> gave, without a line break.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="FormatException">It is something else, or was changed.</exception>
    public static ErasureLedgerEntry Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            throw new FormatException("The line is no entry of an erasure ledger.");
        var content = Encoding.UTF8.GetBytes(line[(space + 1)..]);
        var (position, previousHash, record) = LedgerJson.Read(content);
        var entry = new ErasureLedgerEntry(position, previousHash, record, content);
        return line.AsSpan(0, space).SequenceEqual(entry.Head.Hash) && entry._content.AsSpan().SequenceEqual(LedgerJson.Write(position, previousHash, record))
            ? entry
            : throw new FormatException("The line was changed: its hash is another.");
    }

    /// <summary>Writes the entry as one line of text, without a line break.</summary>
    /// <returns>Its hash and its canonical JSON.</returns>
    public string ToLine() => $"{Head.Hash} {Encoding.UTF8.GetString(_content)}";

    /// <summary>Whether this is the entry that comes after a head.</summary>
    /// <param name="head">The head.</param>
    /// <returns>Whether position and hash continue it.</returns>
    public bool Follows(ErasureLedgerHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Position == head.Position + 1 && PreviousHash == head.Hash;
    }

    internal static ErasureLedgerEntry After(ErasureLedgerHead head, ErasureLedgerRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var whole = record with { RecordedAt = DateTimeOffset.FromUnixTimeSeconds(record.RecordedAt.ToUnixTimeSeconds()) };
        var position = head.Position + 1;
        return new ErasureLedgerEntry(position, head.Hash, whole, LedgerJson.Write(position, head.Hash, whole));
    }
}
