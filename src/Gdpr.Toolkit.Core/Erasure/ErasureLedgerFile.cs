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
    private const int Piece = 1 << 20;

    private readonly string _path = Path.GetFullPath(path);
    private readonly Lock _tail = new();
    private ErasureLedgerHead _head = ErasureLedgerHead.Empty;
    private long _end;

    public async Task<ErasureLedgerEntry> AppendAsync(ErasureLedgerRecord record, CancellationToken cancellationToken)
    {
        using var gate = await LockAsync(".lock", lockTimeout, cancellationToken).ConfigureAwait(false);
        var tail = Tail();
        var entry = (Read(tail).LastOrDefault()?.Head ?? tail.Head).Append(record);
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

    private IEnumerable<ErasureLedgerEntry> ReadAfter(ErasureLedgerHead after)
    {
        var tail = Tail();
        if (after == tail.Head || after == ErasureLedgerHead.Empty)
            return Read(after == tail.Head ? tail : Start);
        var rest = Read(Start).SkipWhile(entry => entry.Head != after).ToList();
        return rest.Count > 0 ? rest.Skip(1) : throw LedgerErrors.Cut($"'{_path}'", after.Position);
    }

    /// <summary>Reads and checks the complete lines from a place on, and remembers where they end.</summary>
    private IEnumerable<ErasureLedgerEntry> Read((ErasureLedgerHead Head, long End) from)
    {
        var (head, end) = from;
        foreach (var (line, next) in Lines(from.Head, from.End))
        {
            var entry = LedgerChain.Parse(line, head, $"'{_path}'");
            (head, end) = (entry.Head, next);
            yield return entry;
        }

        Remember(head, end, anew: from.End == 0);
    }

    private static (ErasureLedgerHead Head, long End) Start => (ErasureLedgerHead.Empty, 0);

    /// <summary>Reads complete lines in pieces, each with where it ends. A piece begins with a line: what somebody cuts off meanwhile is never half of one.</summary>
    private IEnumerable<(string Line, long End)> Lines(ErasureLedgerHead head, long end)
    {
        using var file = Open(head, end);
        var piece = Piece;
        while (file is not null && file.Length > end)
        {
            var bytes = new byte[Math.Min(piece, file.Length - end)];
            file.Position = end;
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var complete = bytes.AsSpan(0, read).LastIndexOf(LineFeed) + 1;
            if (complete == 0 && read < piece)
                yield break;
            piece = complete == 0 ? piece * 2 : Piece;
            for (var start = 0; start < complete;)
            {
                var length = bytes.AsSpan(start).IndexOf(LineFeed);
                var line = Encoding.UTF8.GetString(bytes, start, length);
                start += length + 1;
                yield return (line, end + start);
            }

            end += complete;
        }
    }

    /// <returns>Null for a ledger that was never written.</returns>
    private FileStream? Open(ErasureLedgerHead head, long end)
    {
        FileStream file;
        try
        {
            file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return end == 0 ? null : throw LedgerErrors.Cut($"'{_path}'", head.Position);
        }
        catch (Exception exception) when (IsNotAccessible(exception))
        {
            throw LedgerErrors.NotAccessible(_path, exception);
        }

        if (file.Length >= end)
            return file;
        file.Dispose();
        throw LedgerErrors.Cut($"'{_path}'", head.Position);
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
    {
        try
        {
            return await PrivateFile.LockAsync(_path + suffix, timeout, cancellationToken).ConfigureAwait(false)
                ?? throw LedgerErrors.Locked(_path, timeout);
        }
        catch (Exception exception) when (IsNotAccessible(exception))
        {
            throw LedgerErrors.NotAccessible(_path, exception);
        }
    }

    private static bool IsNotAccessible(Exception exception)
        => exception is UnauthorizedAccessException or DirectoryNotFoundException or FileNotFoundException;
}
