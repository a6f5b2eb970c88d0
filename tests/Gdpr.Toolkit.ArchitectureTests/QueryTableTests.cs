using System.Text.RegularExpressions;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.ArchitectureTests;

/// <summary>The tables of docs/querying-encrypted-data.md, written by hand, say what the page of tested shapes says, which a test writes.</summary>
public partial class QueryTableTests
{
    private const string Works = "## What works";
    private const string IsRefused = "## What is refused";

    private static readonly string Root = RepositoryRoot.Find();

    private static readonly ILookup<string, string> Allowed = Shapes("## The same result as on plain data");

    private static readonly ILookup<string, string> Refused = Shapes("## Refused");

    public static IEnumerable<object[]> WorkingRows => Rows("querying-encrypted-data.md", Works).Select(row => new object[] { row[0], row[1], row[2] });

    public static IEnumerable<object[]> RefusedRows => Rows("querying-encrypted-data.md", IsRefused).Select(row => new object[] { row[0], row[2] });

    [Theory]
    [MemberData(nameof(WorkingRows))]
    public void A_query_that_works_is_tested_and_has_the_sql_that_is_written_down(string linq, string sql, string shapes)
    {
        var names = Names(shapes);

        Assert.All(names, name => Assert.True(Allowed.Contains(name), $"{linq}: no shape '{name}' is tested."));
        var tested = Plain(Allowed[names[0]].Single());
        Assert.All(Statement().Match(sql).Groups["sql"].Value.Split('…'), part => Assert.Contains(Plain(part).Trim(), tested, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(RefusedRows))]
    public void A_query_that_is_refused_is_tested(string query, string tests)
        => Assert.All(Names(tests), name => Assert.True(
            Refused.Contains(name) || Directory.EnumerateFiles(Path.Combine(Root, "tests"), $"{name}.cs", SearchOption.AllDirectories).Any(),
            $"{query}: '{name}' is neither a shape that is tested nor a class of tests."));

    [Fact]
    public void Every_row_of_both_tables_is_looked_at()
    {
        Assert.True(Rows("querying-encrypted-data.md", Works).Count >= 18);
        Assert.True(Rows("querying-encrypted-data.md", IsRefused).Count >= 16);
    }

    private static ILookup<string, string> Shapes(string section)
        => Rows("query-shapes.md", section).ToLookup(row => row[0], row => row[2], StringComparer.Ordinal);

    /// <summary>Reads the cells of a section's table, less those of its head.</summary>
    private static List<string[]> Rows(string page, string section)
        =>
        [
            .. File.ReadLines(Path.Combine(Root, "docs", page))
                .SkipWhile(line => line != section)
                .Skip(1)
                .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
                .Skip(1)
                .Select(line => Bar().Split(line.Trim())[1..^1])
                .Select(cells => cells.Select(cell => cell.Trim()).ToArray()),
        ];

    private static string[] Names(string cell) => cell.Split(';', StringSplitOptions.TrimEntries);

    /// <summary>A statement without the names of its parameters, and without the space behind a bracket.</summary>
    private static string Plain(string sql) => Parameter().Replace(sql, "@").Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex("^`(?<sql>[^`]+)`")]
    private static partial Regex Statement();
}
