namespace Gdpr.Toolkit.TestSupport;

/// <summary>Finds the checkout that the running tests were built from.</summary>
public static class RepositoryRoot
{
    private const string Marker = "Gdpr.Toolkit.sln";

    /// <summary>Finds the directory of the solution above the test assembly, or above the current directory.</summary>
    public static string Find()
        => Above(AppContext.BaseDirectory)
            ?? Above(Environment.CurrentDirectory)
            ?? throw new DirectoryNotFoundException(
                $"No directory above '{AppContext.BaseDirectory}' or '{Environment.CurrentDirectory}' holds {Marker}.");

    private static string? Above(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, Marker)))
            {
                return directory.FullName;
            }
        }

        return null;
    }
}
