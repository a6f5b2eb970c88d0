using Gdpr.Toolkit.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class DescriptorTests
{
    public static TheoryData<string> Ids => [.. Descriptors().Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Help_link_page_release_row_and_title_agree(string id)
    {
        var rule = Descriptors().Single(rule => rule.Id == id);
        var page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "rules", $"{id}.md"));
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "rules", "AnalyzerReleases.Unshipped.md"))
            .Concat(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "rules", "AnalyzerReleases.Shipped.md")));

        Assert.Equal($"https://github.com/gdpr-toolkit/gdpr-toolkit/blob/main/docs/rules/{id}.md", rule.HelpLinkUri);
        Assert.Equal($"# {id}: {rule.Title}", page[0]);
        Assert.Contains($"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}", rows);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_why_what_is_bad_what_is_good_which_options_and_when_to_suppress(string id)
    {
        var page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "rules", $"{id}.md"));

        Assert.Equal(
            ["## Why", "## Bad", "## Good", "## Options", "## When to suppress"],
            page.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_rule_is_in_the_category_privacy()
        => Assert.All(Descriptors(), rule => Assert.Equal(RuleCategories.Privacy, rule.Category));

    /// <summary>Returns the ids of the rules whose severity a project may choose.</summary>
    internal static IEnumerable<string> Configurable()
        => Descriptors().Where(rule => !rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable)).Select(rule => rule.Id);

    private static IEnumerable<DiagnosticDescriptor> Descriptors()
        => typeof(AnnotatePersonalDataAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .SelectMany(type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
            .DistinctBy(rule => rule.Id);
}
