using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.RawSql;

public class WrittenTablesTests
{
    /// <summary>Statements of both dialects, and what they write to.</summary>
    public static TheoryData<string, string> OfBoth => new()
    {
        { "INSERT INTO People (Name) VALUES ('x')", "INSERT People" },
        { "insert into \"People\" default values", "INSERT People" },
        { "INSERT INTO main.\"People\" SELECT * FROM Other", "INSERT main.People" },
        { "UPDATE People SET Name = 'x' WHERE Id = 1", "UPDATE People" },
        { "UPDATE public.\"Pe\"\"ople\" SET Name = 'x'", "UPDATE public.Pe\"ople" },
        { "DELETE FROM People", "DELETE People" },
        { "DELETE/**/FROM--x\nPeople", "DELETE People" },
        { "SELECT 1; DELETE FROM People; UPDATE Orders SET Id = 1", "DELETE People, UPDATE Orders" },
        { "WITH gone AS (DELETE FROM People RETURNING *) SELECT * FROM gone", "DELETE People" },
        { "WITH old AS (SELECT 1)DELETE FROM People", "DELETE People" },
        { "INSERT INTO Orders SELECT * FROM People ON CONFLICT (Id) DO UPDATE SET Id = 2", "INSERT Orders" },
        { "MERGE INTO People USING Other ON true WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1)", "MERGE People" },
        { "EXPLAIN ANALYZE DELETE FROM People", "DELETE People" },
        { "PREPARE p AS UPDATE People SET Id = 1", "UPDATE People" },
        { "BEGIN; INSERT INTO People VALUES (1); COMMIT", "INSERT People" },
        { "SELECT * FROM People WHERE Name = 'DELETE FROM People'", "" },
        { "SELECT * FROM People -- DELETE FROM People", "" },
        { "SELECT * /* DELETE FROM People */ FROM People", "" },
        { "SELECT \"DELETE FROM People\" FROM x", "" },
        { "SELECT 'it''s; DELETE FROM People' FROM x", "" },
        { "SELECT replace(Name, 'a', 'b') FROM People", "" },
        { "SELECT * FROM People FOR UPDATE OF People", "" },
        { "CREATE TABLE t (a int REFERENCES People (Id) ON DELETE CASCADE ON UPDATE SET NULL)", "" },
        { "CREATE TRIGGER t AFTER UPDATE ON People EXECUTE FUNCTION f()", "" },
        { "", "" },
        { "UPDATE", "" },
        { "DELETE FROM", "" },
        { "INSERT INTO '", "INSERT " },
    };

    public static TheoryData<string, string> OfSqlite => new()
    {
        { "INSERT OR REPLACE INTO People VALUES (1)", "INSERT People, REPLACE People" },
        { "INSERT OR IGNORE INTO [People] VALUES (1)", "INSERT People" },
        { "REPLACE INTO `Peo``ple` VALUES (1)", "REPLACE Peo`ple" },
        { "UPDATE OR ABORT main.[People] SET Id = 1", "UPDATE main.People" },
        { "DELETE FROM 'People'", "DELETE People" },
        { "SELECT '\\'; DELETE FROM People; --'", "DELETE People" },
        { "/* /* */ DELETE FROM People", "DELETE People" },
        { "SELECT 1 --\r DELETE FROM People", "" },
        { "\uFEFFDELETE FROM People", "DELETE People" },
    };

    public static TheoryData<string, string> OfPostgreSql => new()
    {
        { "UPDATE ONLY People * SET Id = 1", "UPDATE People" },
        { "DELETE FROM ONLY (public.People) USING Orders WHERE true", "DELETE public.People" },
        { "TRUNCATE People, ONLY public.\"Orders\" *, Notes CASCADE", "TRUNCATE People, TRUNCATE public.Orders, TRUNCATE Notes" },
        { "TRUNCATE TABLE People RESTART IDENTITY", "TRUNCATE People" },
        { "COPY public.People (Id, \"Name\") FROM STDIN", "COPY public.People" },
        { "COPY People FROM '/tmp/x'", "COPY People" },
        { "COPY BINARY People FROM STDIN", "COPY People" },
        { "COPY People TO STDOUT", "" },
        { "COPY (DELETE FROM People RETURNING *) TO STDOUT", "DELETE People" },
        { "SELECT E'\\'; DELETE FROM People; --'", "" },
        { "SELECT e'it\\'s' ; DELETE FROM People", "DELETE People" },
        { "SELECT '\\'; DELETE FROM People; --'", "DELETE People" },
        { "SELECT $$ DELETE FROM People $$, $a$ $$ DELETE FROM People $a$", "" },
        { "SELECT $1; DELETE FROM People WHERE Id = $2", "DELETE People" },
        { "SELECT a$b$c FROM x; DELETE FROM People", "DELETE People" },
        { "DO $do$ BEGIN DELETE FROM People; END $do$", "DELETE People" },
        { "DO LANGUAGE plpgsql $$ BEGIN IF true THEN UPDATE People SET Id = 1; END IF; END $$", "UPDATE People" },
        { "/* /* */ DELETE FROM People */ SELECT 1", "" },
        { "SELECT 1 --\r; DELETE FROM People", "DELETE People" },
        { "SELECT ARRAY['x]', '] DELETE FROM People'], xs[1] FROM t", "" },
        { "DELETE FROM U&\"\\0050eople\"", "DELETE ?" },
        { "SELECT U&'\\0050' ; DELETE FROM People", "DELETE People" },
    };

    [Theory]
    [MemberData(nameof(OfBoth))]
    [MemberData(nameof(OfSqlite))]
    public void Tables_that_SQLite_writes_to_are_found(string sql, string expected) => Assert.Equal(expected, Written(sql, SqlDialect.General));

    [Theory]
    [MemberData(nameof(OfBoth))]
    [MemberData(nameof(OfPostgreSql))]
    public void Tables_that_PostgreSql_writes_to_are_found(string sql, string expected)
        => Assert.Equal(sql == "INSERT INTO '" ? "" : expected, Written(sql, SqlDialect.PostgreSql));

    [Fact]
    public void A_body_in_a_body_without_end_is_taken_for_a_write()
    {
        var sql = "SELECT 1";
        for (var i = 0; i < 50; i++)
        {
            sql = $"DO $b{i}${sql}$b{i}$";
        }

        Assert.Equal("DO ?", Written(sql, SqlDialect.PostgreSql));
    }

    internal static string Written(string sql, SqlDialect dialect) => string.Join(", ", WrittenTables.In(sql, dialect)
        .Select(table => $"{table.Statement} {(table.Schema is null ? null : table.Schema + ".")}{table.Name ?? "?"}"));
}
