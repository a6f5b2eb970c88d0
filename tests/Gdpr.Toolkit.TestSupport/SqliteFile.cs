namespace Gdpr.Toolkit.TestSupport;

/// <summary>A SQLite database in a temporary file of its own, deleted with its journals.</summary>
public sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gdpr-sqlite-");

    /// <summary>Gets the path of the database file, which SQLite creates at the first connection.</summary>
    public string Path => System.IO.Path.Combine(_directory.FullName, "test.db");

    /// <summary>Gets a connection string without pooling, so that a closed connection has let go of the file.</summary>
    public string ConnectionString => $"Data Source={Path};Pooling=False";

    /// <summary>Gets the database and the journals (<c>-wal</c>, <c>-shm</c>, <c>-journal</c>) that are there now.</summary>
    public IReadOnlyList<string> Files => Directory.GetFiles(_directory.FullName);

    /// <summary>Says whether the database or one of its journals holds the text.</summary>
    public bool Contains(string text)
        => File.Exists(Path)
            ? Files.Any(path => ByteSearch.Contains(path, text))
            : throw new FileNotFoundException("The database has not been written yet, so there is nothing to search.", Path);

    /// <inheritdoc />
    public void Dispose() => _directory.Delete(recursive: true);
}
