using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>The page that lists every shape is written from the shapes that are tested.</summary>
public partial class QueryShapePageTests
{
    private static readonly string Page = Path.Combine(RepositoryRoot.Find(), "docs", "query-shapes.md");

    private static readonly string Received = Path.Combine(RepositoryRoot.Find(), "docs", "query-shapes.received.txt");

    [Theory]
    [OnSqlite]
    public async Task Every_shape_is_documented_with_its_sql_or_its_error(TestDatabase database)
    {
        var recorder = new SqlRecorder();
        await using var people = await PeopleHost.StartAsync(database, options => options.AddInterceptors(recorder));
        var page = new StringBuilder()
            .AppendLine("# Every tested query shape")
            .AppendLine()
            .AppendLine("Written by `QueryShapePageTests` from the shapes that `QueryShapeTests` runs on an encrypted database and on its plain twin, on")
            .AppendLine("SQLite and PostgreSQL. [Querying encrypted data](querying-encrypted-data.md) says what is behind it. The SQL is that of SQLite;")
            .AppendLine("`Ids(…)` projects and orders by the primary key.")
            .AppendLine()
            .AppendLine("## The same result as on plain data")
            .AppendLine()
            .AppendLine("| shape | LINQ | SQL |")
            .AppendLine("|---|---|---|");
        foreach (var shape in AllowedShapes.All)
        {
            await using var scope = people.NewScope();
            recorder.Clear();
            _ = shape.Run(scope.Context);
            page.AppendLine(CultureInfo.InvariantCulture, $"| {Cell(shape.Name)} | `{Linq(shape.Linq)}` | {string.Join("; ", recorder.Commands.Select(sql => $"`{Cell(sql)}`"))} |");
        }

        page.AppendLine()
            .AppendLine("## Refused")
            .AppendLine()
            .AppendLine("| shape | LINQ | error |")
            .AppendLine("|---|---|---|");
        foreach (var shape in RefusedShapes.All)
        {
            await using var scope = people.NewScope();
            var error = Assert.Throws<InvalidOperationException>(() => { _ = shape.Run(scope.Context); });
            page.AppendLine(CultureInfo.InvariantCulture, $"| {Cell(shape.Name)} | `{Linq(shape.Linq)}` | {Cell(FirstSentence().Match(error.Message).Value)} |");
        }

        var text = page.ToString().ReplaceLineEndings("\n");
        if (File.Exists(Page) && await File.ReadAllTextAsync(Page) == text)
        {
            File.Delete(Received);
            return;
        }

        await File.WriteAllTextAsync(Received, text);
        Assert.Fail("docs/query-shapes.md is not what the shapes give. If the change is meant: mv docs/query-shapes.received.txt docs/query-shapes.md");
    }

    private static string Linq(string source) => Cell(source.Replace("c => ", null, StringComparison.Ordinal));

    private static string Cell(string text) => Space().Replace(text, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"^.*?(?=[.:;] |$)")]
    private static partial Regex FirstSentence();
}
