using System.Text;

namespace Gdpr.Toolkit.TestSupport;

/// <summary>Looks for text in raw files: privacy claims are proved below EF Core.</summary>
public static class ByteSearch
{
    /// <summary>Says whether a file holds the text in UTF-8 or UTF-16.</summary>
    /// <remarks>A file that isn't there is an error: nobody looked is not the same as nothing found.</remarks>
    public static bool Contains(string path, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var bytes = ReadShared(path);

        return Holds(bytes, Encoding.UTF8) || Holds(bytes, Encoding.Unicode) || Holds(bytes, Encoding.BigEndianUnicode);

        bool Holds(byte[] content, Encoding encoding) => content.AsSpan().IndexOf(encoding.GetBytes(text)) >= 0;
    }

    /// <summary>Lists the files below a directory that hold the text.</summary>
    public static IReadOnlyList<string> FilesContaining(string directory, string text)
        => [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(path => Contains(path, text))];

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
