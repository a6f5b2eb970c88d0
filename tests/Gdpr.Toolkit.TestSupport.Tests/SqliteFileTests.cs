using Microsoft.Data.Sqlite;

namespace Gdpr.Toolkit.TestSupport.Tests;

public class SqliteFileTests
{
    [Fact]
    public void A_value_is_found_while_it_is_only_in_the_write_ahead_log()
    {
        using var file = new SqliteFile();
        using var connection = new SqliteConnection(file.ConnectionString);
        connection.Open();

        Execute(connection, "PRAGMA journal_mode = wal; CREATE TABLE notes (note TEXT); INSERT INTO notes VALUES ('ada@example.org')");

        Assert.False(ByteSearch.Contains(file.Path, "ada@example.org"));
        Assert.True(file.Contains("ada@example.org"));
    }

    [Fact]
    public void Disposing_deletes_the_database_and_its_journals()
    {
        var file = new SqliteFile();
        using (var connection = new SqliteConnection(file.ConnectionString))
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = wal; CREATE TABLE notes (note TEXT)");
        }

        file.Dispose();

        Assert.False(Directory.Exists(Path.GetDirectoryName(file.Path)));
    }

    [Fact]
    public void A_database_that_was_never_written_can_not_be_searched()
    {
        using var file = new SqliteFile();

        Assert.Throws<FileNotFoundException>(() => file.Contains("ada@example.org"));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
