using System.Diagnostics;
using System.Text;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.RawSql;

/// <summary>Whatever the text, it is read to its end; and what is between the tokens decides nothing.</summary>
public class SqlFuzzTests
{
    private static readonly string[] Pieces =
    [
        "DELETE", "FROM", "UPDATE", "SET", "INSERT", "INTO", "OR", "REPLACE", "MERGE", "TRUNCATE", "TABLE", "ONLY", "COPY", "DO", "LANGUAGE", "BINARY", "WITH",
        "People", "\"Peo\"\"ple\"", "[People]", "`People`", "'People'", "E'a\\'b'", "$$ DELETE FROM x $$", "$a$ ' $a$", "U&\"x\"", "1", "$1", "@p",
        "'", "\"", "[", "]", "`", "$", "$a$", "/*", "*/", "--", "\n", "\r", "\\", ".", ",", ";", "(", ")", "*", "é", "\0", "\uFEFF", "\ud800", "E", "U&",
    ];

    [Theory]
    [InlineData((int)SqlDialect.General)]
    [InlineData((int)SqlDialect.PostgreSql)]
    public void Any_text_is_read_to_its_end(int dialect)
    {
        var random = new Random(20261122);
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => Pieces[random.Next(Pieces.Length)] + (random.Next(2) == 0 ? " " : "")));
            var tokens = SqlTokenizer.Read(text, (SqlDialect)dialect);
            _ = WrittenTables.In(text, (SqlDialect)dialect);

            Assert.True(tokens.Sum(token => token.Text.Length) <= text.Length, text);
        }
    }

    [Theory]
    [InlineData((int)SqlDialect.General)]
    [InlineData((int)SqlDialect.PostgreSql)]
    public void Comments_and_whitespace_between_tokens_change_nothing(int dialect)
    {
        string[] fillers = [" ", "\n", "\t", "\f", "/**/", "/* ' \" $$ [ ` */", "-- ' \" /*\n", "\r\n--\n", "/* DELETE FROM People */"];
        var statements = WrittenTablesTests.OfBoth
            .Concat(dialect == (int)SqlDialect.General ? WrittenTablesTests.OfSqlite : WrittenTablesTests.OfPostgreSql)
            .Select(row => (string)row[0])
            .ToList();
        var random = new Random(20261122);
        foreach (var statement in statements)
        {
            var expected = WrittenTablesTests.Written(statement, (SqlDialect)dialect);
            var tokens = SqlTokenizer.Read(statement, (SqlDialect)dialect);
            for (var i = 0; i < 50; i++)
            {
                var text = new StringBuilder();
                foreach (var token in tokens)
                {
                    text.Append(Write(token)).Append(token.IsSymbol('$') ? "" : fillers[random.Next(fillers.Length)]);
                }

                Assert.Equal(expected, WrittenTablesTests.Written(text.ToString(), (SqlDialect)dialect));
            }
        }
    }

    [Theory]
    [InlineData("/*")]
    [InlineData("'")]
    [InlineData("$a$ $b$ ")]
    [InlineData("[")]
    [InlineData("UPDATE ONLY ")]
    [InlineData("TRUNCATE a,")]
    [InlineData("COPY a (")]
    [InlineData("a.")]
    [InlineData("DO '")]
    public void Long_texts_take_no_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 50_000));
        var watch = Stopwatch.StartNew();

        _ = WrittenTables.In(text, SqlDialect.General);
        _ = WrittenTables.In(text, SqlDialect.PostgreSql);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static string Write(SqlToken token) => token.Kind switch
    {
        SqlTokenKind.Quoted => $"\"{token.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        SqlTokenKind.Text => $"'{token.Text.Replace("'", "''", StringComparison.Ordinal)}'",
        SqlTokenKind.Escaped => $"U&\"{token.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => token.Text,
    };
}
