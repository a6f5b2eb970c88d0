namespace HostingCompany.Output;

/// <summary>The directory a run writes to. It remembers what it wrote, and a later run replaces that and nothing else.</summary>
internal sealed class OutputDirectory
{
    private const string ListName = "sample-files.txt";
    private const string ListHeader = "# Written by samples/HostingCompany. The next run into this directory deletes and replaces these files.";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private OutputDirectory(string path) => FullPath = path;

    public string FullPath { get; }

    /// <summary>Creates the directory, or empties it of what an earlier run wrote.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="names">Files that this run will write.</param>
    /// <exception cref="UnusableException">It cannot be written to, or holds such a file that no run of the sample wrote.</exception>
    public static OutputDirectory Open(string path, params IEnumerable<string> names)
    {
        try
        {
            var directory = Empty(path);
            foreach (var name in names)
            {
                directory.Claim(name);
            }

            return directory;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"'{path}' cannot be written to: {exception.Message}");
        }
    }

    /// <summary>Takes a name for a file of this run.</summary>
    /// <returns>The path to write to.</returns>
    /// <exception cref="UnusableException">There is such a file, and no run of the sample wrote it.</exception>
    public string Claim(string name)
    {
        var path = Path.Combine(FullPath, name);
        if (!_names.Add(name))
        {
            return path;
        }

        if (File.Exists(path))
        {
            throw new UnusableException(
                $"'{path}' exists and was not written by this sample, which therefore leaves it alone. "
                + "Move it away or choose another directory with --out.");
        }

        File.AppendAllLines(Path.Combine(FullPath, ListName), [name]);
        return path;
    }

    private static OutputDirectory Empty(string path)
    {
        var directory = new OutputDirectory(Path.GetFullPath(path));
        Directory.CreateDirectory(directory.FullPath);
        var list = Path.Combine(directory.FullPath, ListName);
        if (File.Exists(list))
        {
            foreach (var name in File.ReadLines(list).Where(line => line.Length > 0 && line[0] != '#'))
            {
                // A name, never a path: nothing outside the directory can be meant.
                File.Delete(Path.Combine(directory.FullPath, Path.GetFileName(name)));
            }
        }

        File.WriteAllLines(list, [ListHeader]);
        return directory;
    }
}
