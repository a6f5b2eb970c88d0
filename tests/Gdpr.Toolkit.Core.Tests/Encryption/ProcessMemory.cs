using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Searches everything that this process can write to: managed heap, native heap and stacks.</summary>
internal static class ProcessMemory
{
    private const int ChunkSize = 1 << 20;

    public static int Count(MaskedBytes needle)
    {
        using var memory = File.OpenHandle("/proc/self/mem");
        var chunk = GC.AllocateArray<byte>(ChunkSize, pinned: true);
        var found = 0;
        foreach (var (start, end) in WritableRanges())
        {
            // A chunk begins where a needle that the chunk before has cut would begin.
            for (var position = start; position + needle.Length <= end; position += ChunkSize - needle.Length + 1)
            {
                chunk.AsSpan().Clear();
                var length = Read(memory, chunk.AsSpan(0, (int)Math.Min(ChunkSize, end - position)), position);
                found += Count(needle, chunk.AsSpan(0, length));
            }
        }

        chunk.AsSpan().Clear();
        return found;
    }

    private static int Count(MaskedBytes needle, ReadOnlySpan<byte> content)
    {
        var found = 0;
        for (var at = content.IndexOf(needle.Prefix); at >= 0 && content.Length - at >= needle.Length;)
        {
            if (needle.IsAtStartOf(content[at..]))
                found++;
            var next = content[(at + 1)..].IndexOf(needle.Prefix);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return found;
    }

    // A range that other tests have given back in the meantime cannot be read.
    private static int Read(SafeFileHandle memory, Span<byte> chunk, long position)
    {
        try
        {
            return RandomAccess.Read(memory, chunk, position);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static IEnumerable<(long Start, long End)> WritableRanges()
    {
        foreach (var line in File.ReadAllLines("/proc/self/maps"))
        {
            var parts = line.Split(' ', 3);
            if (!parts[1].StartsWith("rw", StringComparison.Ordinal) || line.EndsWith("[vvar]", StringComparison.Ordinal))
                continue;
            var range = parts[0].Split('-');
            yield return (Address(range[0]), Address(range[1]));
        }
    }

    private static long Address(string hex) => long.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
