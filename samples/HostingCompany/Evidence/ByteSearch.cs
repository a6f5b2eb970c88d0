using System.Buffers;
using System.Text;

namespace HostingCompany.Evidence;

/// <summary>Looks for many values in the bytes of files, in one pass over each file.</summary>
internal sealed class ByteSearch
{
    private const int BlockSize = 1 << 22;

    // Bytes are searched as Latin-1 text, in which every byte is one character.
    private readonly SearchValues<string> _needles;
    private readonly ILookup<string, string> _byStart;
    private readonly int _startLength;
    private readonly int _longest;

    public ByteSearch(IEnumerable<string> values)
    {
        var needles = values.Distinct().Select(value => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value))).ToArray();
        if (needles.Any(needle => needle.Length == 0))
        {
            throw new ArgumentException("An empty value occurs everywhere and cannot be searched for.", nameof(values));
        }

        _needles = SearchValues.Create(needles, StringComparison.Ordinal);
        _startLength = needles.Length == 0 ? 0 : needles.Min(needle => needle.Length);
        _longest = needles.Length == 0 ? 0 : needles.Max(needle => needle.Length);
        _byStart = needles.ToLookup(needle => needle[.._startLength], StringComparer.Ordinal);
        Count = needles.Length;
    }

    /// <summary>Gets how many different values are looked for.</summary>
    public int Count { get; }

    /// <summary>Searches a file that may be open elsewhere.</summary>
    /// <returns>Each value that occurs, with where it occurs first.</returns>
    public async Task<IReadOnlyList<Hit>> SearchFileAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return await SearchAsync(Path.GetFileName(path), file, cancellationToken);
    }

    /// <summary>Searches a stream.</summary>
    /// <param name="name">How hits name it.</param>
    /// <param name="stream">What to search.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>Each value that occurs, with where it occurs first.</returns>
    public async Task<IReadOnlyList<Hit>> SearchAsync(string name, Stream stream, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Hit>(StringComparer.Ordinal);
        var block = new byte[BlockSize + _longest];
        var kept = 0;
        var position = 0L;
        int read;
        while (Count > 0 && (read = await stream.ReadAtLeastAsync(
            block.AsMemory(kept, BlockSize), BlockSize, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            var length = kept + read;
            SearchBlock(name, Encoding.Latin1.GetString(block, 0, length), position, found);

            // The end is searched again with the next block: a value may lie across the border.
            kept = Math.Min(_longest - 1, length);
            position += length - kept;
            block.AsSpan(length - kept, kept).CopyTo(block);
        }

        return [.. found.Values];
    }

    private void SearchBlock(string name, string block, long position, Dictionary<string, Hit> found)
    {
        var from = 0;
        int next;
        while ((next = block.AsSpan(from).IndexOfAny(_needles)) >= 0)
        {
            var at = from + next;
            foreach (var needle in _byStart[block.Substring(at, _startLength)])
            {
                if (string.CompareOrdinal(block, at, needle, 0, needle.Length) == 0)
                {
                    found.TryAdd(needle, new Hit(name, position + at, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(needle))));
                }
            }

            from = at + 1;
        }
    }

    /// <summary>A value that was found.</summary>
    /// <param name="Where">The file.</param>
    /// <param name="Offset">The first byte.</param>
    /// <param name="Value">The value.</param>
    internal sealed record Hit(string Where, long Offset, string Value);
}
