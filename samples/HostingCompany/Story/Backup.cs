using Microsoft.Data.Sqlite;

namespace HostingCompany.Story;

/// <summary>Copies the SQLite database, and brings the copy back. On PostgreSQL that is the business of its own tools, and left out.</summary>
internal static class Backup
{
    private const string Name = "backup.db";

    /// <summary>Copies the database while it is in use.</summary>
    public static void Take(Stage stage)
    {
        if (stage.Arguments.PostgresConnection is not null)
        {
            return;
        }

        using var database = Open(stage.Files.Database);
        using var copy = Open(stage.Output.Claim(Name));
        database.BackupDatabase(copy);
    }

    /// <summary>Puts the copy in the place of the database, which nobody may use meanwhile.</summary>
    public static void Restore(Stage stage)
    {
        File.Delete(stage.Files.Database + "-wal");
        File.Delete(stage.Files.Database + "-shm");
        File.Copy(stage.Output.Claim(Name), stage.Files.Database, overwrite: true);
    }

    /// <summary>Gets where the copy is.</summary>
    public static string PathBeside(string database) => Path.Combine(Path.GetDirectoryName(database)!, Name);

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
