using System.Runtime.CompilerServices;
using System.Text;

namespace Gdpr.Toolkit.Erasure;

/// <summary>A ledger in one file, a line an entry, for the processes of one machine. Thread-safe.</summary>
/// <remarks>
/// A line is written with one call and flushed to the disk, under an exclusive lock on a second file. What a process that was killed left
/// behind has no line break: nobody has relied on it, so that the next who appends cuts it off. Readers need no lock.
/// </remarks>
internal sealed class ErasureLedgerFile(string path, TimeSpan lockTimeout) : IErasureLedger
{
    private const byte LineFeed = (byte)'\n';

    private readonly string _path = Path.GetFullPath(path);
    private readonly Lock _tail = new();
    private ErasureLedgerHead _head = ErasureLedgerHead.Empty;
    private long _end;

    public async Task<ErasureLedgerEntry> AppendAsync(ErasureLedgerRecord record, CancellationToken cancellationToken)
    {
        using var gate = await LockAsync(".lock", lockTimeout, cancellationToken).ConfigureAwait(false);
        var entries = Read(Tail());
        var head = entries.Count == 0 ? Tail().Head : entries[^1].Head;
        var entry = head.Append(record);
        Write(entry);
        return entry;
    }

    public async IAsyncEnumerable<ErasureLedgerEntry> ReadAsync(
        ErasureLedgerHead after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var entry in ReadAfter(after))
            yield return entry;
    }

    public async Task<IAsyncDisposable> LockReplayAsync(CancellationToken cancellationToken)
        => await LockAsync(".replay", Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);

    private List<ErasureLedgerEntry> ReadAfter(ErasureLedgerHead after)
    {
        var tail = Tail();
        if (after == tail.Head)
            return Read(tail);

        var all = Read(Start);
        if (after == ErasureLedgerHead.Empty)
            return all;
        var known = all.FindIndex(entry => entry.Head == after);
        return known >= 0 ? all[(known + 1)..] : throw LedgerErrors.Cut($"'{_path}'", after.Position);
    }

    /// <summary>Reads and checks the complete lines from a place on, and remembers where they end.</summary>
    private List<ErasureLedgerEntry> Read((ErasureLedgerHead Head, long End) from)
    {
        var (head, end) = from;
        var entries = new List<ErasureLedgerEntry>();
        foreach (var line in Lines(ref end, head))
        {
            var entry = LedgerChain.Parse(line, head, $"'{_path}'");
            entries.Add(entry);
            head = entry.Head;
        }

        Remember(head, end, anew: from.End == 0);
        return entries;
    }

    private static (ErasureLedgerHead Head, long End) Start => (ErasureLedgerHead.Empty, 0);

    private List<string> Lines(ref long end, ErasureLedgerHead head)
    {
        FileStream file;
        try
        {
            file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return end == 0 ? [] : throw LedgerErrors.Cut($"'{_path}'", head.Position);
        }

        using (file)
        {
            if (file.Length < end)
                throw LedgerErrors.Cut($"'{_path}'", head.Position);
            file.Position = end;
            var bytes = new byte[file.Length - end];
            var complete = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).LastIndexOf(LineFeed) + 1;
            end += complete;
            return complete == 0 ? [] : [.. Encoding.UTF8.GetString(bytes, 0, complete - 1).Split('\n')];
        }
    }

    private void Write(ErasureLedgerEntry entry)
    {
        var end = Tail().End;
        var line = Encoding.UTF8.GetBytes(entry.ToLine() + "\n");
        using var file = new FileStream(_path, PrivateFile.Options(FileMode.OpenOrCreate, FileShare.Read));
        if (file.Length > end)
            file.SetLength(end);
        file.Position = end;
        file.Write(line);
        file.Flush(flushToDisk: true);
        Remember(entry.Head, end + line.Length);
    }

    private (ErasureLedgerHead Head, long End) Tail()
    {
        lock (_tail)
            return (_head, _end);
    }

    private void Remember(ErasureLedgerHead head, long end, bool anew = false)
    {
        lock (_tail)
        {
            if (anew || head.Position >= _head.Position)
                (_head, _end) = (head, end);
        }
    }

    private async Task<FileStream> LockAsync(string suffix, TimeSpan timeout, CancellationToken cancellationToken)
        => await PrivateFile.LockAsync(_path + suffix, timeout, cancellationToken).ConfigureAwait(false)
            ?? throw LedgerErrors.Locked(_path, timeout);
}
