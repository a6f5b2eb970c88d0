using System.Text;

namespace Gdpr.Toolkit.TestSupport;

/// <summary>Looks for text in raw files: privacy claims are proved below EF Core.</summary>
public static class ByteSearch
{
    // A directory that goes while it is listed is passed over; one that may not be read is still an error.
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

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
    /// <remarks>
    /// The files of a running server come and go. Where one goes between being listed and being read, the directory is
    /// listed again, until every file of a listing has been read.
    /// </remarks>
    public static IReadOnlyList<string> FilesContaining(string directory, string text)
        => FilesContaining(() => Directory.EnumerateFiles(directory, "*", Everywhere), text);

    /// <summary>Lists the files that hold the text, among those that a listing names each time it is asked.</summary>
    internal static IReadOnlyList<string> FilesContaining(Func<IEnumerable<string>> list, string text)
    {
        var found = new List<string>();
        var read = new HashSet<string>(StringComparer.Ordinal);
        var complete = false;
        while (!complete)
        {
            complete = true;
            foreach (var path in list().Where(path => !read.Contains(path)).ToList())
            {
                try
                {
                    if (Contains(path, text))
                    {
                        found.Add(path);
                    }

                    read.Add(path);
                }
                catch (IOException gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
                {
                    complete = false;
                }
            }
        }

        return found;
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
