using Gdpr.Toolkit.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class CorpusTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("sv")]
    [InlineData("de,nl,no,da,fr")]
    public async Task Names_of_a_language_are_judged_right(string languages)
    {
        var rows = CorpusRow.Read("names.tsv").Where(row => languages.Split(',').Contains(row.Language)).ToList();

        var found = await FindAsync(rows);

        var hits = rows.Where(row => row.IsPersonalData && found.ContainsKey(row)).ToList();
        var missed = rows.Where(row => row.IsPersonalData && !found.ContainsKey(row)).ToList();
        var wrong = rows.Where(row => !row.IsPersonalData && found.ContainsKey(row)).ToList();
        var otherCategory = hits.Where(row => found[row] != row.Category).Select(row => $"{row} as {found[row]}").ToList();
        var report = $"missed: {string.Join("; ", missed)} wrong: {string.Join("; ", wrong)} category: {string.Join("; ", otherCategory)}";
        Assert.True(hits.Count >= 0.95 * (hits.Count + missed.Count), report);
        Assert.True(hits.Count >= 0.97 * (hits.Count + wrong.Count), report);
        Assert.True(otherCategory.Count <= 0.05 * hits.Count, report);
    }

    private static async Task<Dictionary<CorpusRow, string>> FindAsync(IReadOnlyList<CorpusRow> rows)
    {
        var lines = new List<string>();
        var places = new Dictionary<int, CorpusRow>();
        foreach (var language in rows.GroupBy(row => row.Language))
        {
            lines.Add($"namespace Corpus.{language.Key} {{");
            foreach (var type in language.GroupBy(row => row.Class))
            {
                lines.Add($"public class {type.Key} {{");
                foreach (var row in type)
                {
                    places.Add(lines.Count, row);
                    lines.Add($"public {row.Type} {row.Property} {{ get; set; }}");
                }

                lines.Add("}");
            }

            var sets = language.Select(row => row.Class).Distinct().Select(type => $"public Microsoft.EntityFrameworkCore.DbSet<{type}> {type}Rows {{ get; set; }}");
            lines.Add($"public class Context : Microsoft.EntityFrameworkCore.DbContext {{ {string.Join(" ", sets)} }} }}");
        }

        var diagnostics = await new Runner().RunAsync(string.Join("\n", lines));
        return diagnostics.ToDictionary(
            diagnostic => places[diagnostic.Location.GetLineSpan().StartLinePosition.Line],
            diagnostic => diagnostic.Properties[AnnotatePersonalDataAnalyzer.CategoryProperty]!);
    }

    private sealed class Runner : RuleTest<AnnotatePersonalDataAnalyzer>
    {
        public async Task<IEnumerable<Diagnostic>> RunAsync(string source) => await DiagnosticsAsync(CreateProject(source));
    }
}
