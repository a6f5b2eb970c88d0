using System.Text.RegularExpressions;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.ArchitectureTests;

/// <summary>The code in README.md and docs/ is compiled: a block after <c>&lt;!-- snippet: Name --&gt;</c> is a region of the snippets project.</summary>
public partial class SnippetTests
{
    private static readonly string Root = RepositoryRoot.Find();

    private static readonly ILookup<string, string> Regions = FindRegions().ToLookup(region => region.Name, region => region.Code);

    private static readonly string[] AllPages =
    [
        "README.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Pages => [.. AllPages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_snippet_is_the_code_that_is_compiled(string page)
    {
        foreach (var block in Blocks(page).Where(block => block.Name is not null))
        {
            Assert.True(Regions.Contains(block.Name!), $"{page} shows '{block.Name}', which is no region of tests/Gdpr.Toolkit.Snippets.");
            Assert.Equal(Assert.Single(Regions[block.Name!]), block.Code);
        }
    }

    [Fact]
    public void All_code_of_the_readme_is_compiled()
        => Assert.All(Blocks("README.md"), block => Assert.True(block.Name is not null, $"No snippet comment stands before:\n{block.Code}"));

    [Fact]
    public void Every_region_is_shown_somewhere()
    {
        var shown = AllPages.SelectMany(Blocks).Select(block => block.Name);

        Assert.Empty(Regions.Select(region => region.Key).Except(shown));
    }

    private static IEnumerable<(string? Name, string Code)> Blocks(string page)
        => CodeBlock().Matches(Read(page))
            .Select(match => (match.Groups["name"] is { Success: true, Value: var name } ? name : null, match.Groups["code"].Value.TrimEnd()));

    private static IEnumerable<(string Name, string Code)> FindRegions()
        => Directory.EnumerateFiles(Path.Combine(Root, "tests", "Gdpr.Toolkit.Snippets"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .SelectMany(path => Region().Matches(Read(path)))
            .Select(match => (match.Groups["name"].Value, Unindent(match.Groups["code"].Value)));

    private static string Unindent(string code)
    {
        var lines = code.TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : ""));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"(?:^<!-- snippet: (?<name>\w+) -->\n+)?^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^[ ]*#region (?<name>\w+)\n(?<code>.*?)^[ ]*#endregion$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();
}
