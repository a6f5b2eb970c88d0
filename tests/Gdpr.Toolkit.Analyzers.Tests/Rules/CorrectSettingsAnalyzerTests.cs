using Gdpr.Toolkit.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class CorrectSettingsAnalyzerTests
{
    private const string Good = """{ "categories": { "acme:Tier": "Segment" }, "words": [ { "category": "acme:Tier", "language": "fi", "terms": ["taso"] } ] }""";

    [Fact]
    public async Task A_broken_dictionary_is_reported_at_its_line_and_column()
    {
        var found = Assert.Single(await RunAsync("gdpr.dictionary.json", "{\n  \"words\": [\n    { \"terms\": [] }\n  ]\n}"));

        var place = found.Location.GetLineSpan();
        Assert.Equal("/gdpr.dictionary.json", place.Path);
        Assert.Equal((2, 4), (place.StartLinePosition.Line, place.StartLinePosition.Character));
        Assert.Equal("'gdpr.dictionary.json' does not count: the entry has no 'category'", found.GetMessage(null));
    }

    [Theory]
    [InlineData("billing.gdpr.dictionary.json", 1)]
    [InlineData("GDPR.Dictionary.json", 1)]
    [InlineData("mygdpr.dictionary.json", 0)]
    [InlineData("appsettings.json", 0)]
    public async Task Only_files_of_that_name_are_read(string name, int expected)
        => Assert.Equal(expected, (await RunAsync(name, "no json")).Count);

    [Theory]
    [InlineData("gdpr_languages = en, sv, fi")]
    [InlineData("gdpr_languages = EN")]
    [InlineData("gdpr_entity_types = Shop.Domain")]
    [InlineData("gdpr_category.health.severity = error")]
    [InlineData("gdpr_category.default.severity = None")]
    [InlineData("gdpr_category.acme.tier.severity = suggestion")]
    [InlineData("dotnet_diagnostic.GDPR001.severity = error")]
    public async Task A_setting_that_is_known_is_silent(string setting) => Assert.Empty(await RunAsync("gdpr.dictionary.json", Good, setting));

    [Theory]
    [InlineData("gdpr_languages = en, se", "no words of 'se'; there are some of da, de, en, fi, fr, nl, no, sv")]
    [InlineData("gdpr_language = en", "no such setting")]
    [InlineData("gdpr_category.severity = error", "no such setting")]
    [InlineData("gdpr_category..severity = error", "no such setting")]
    [InlineData("gdpr_category.helth.severity = error", "'helth' is no PersonalDataCategory")]
    [InlineData("gdpr_category.health.severity = fatal", "'fatal' is no severity")]
    [InlineData("gdpr_category.health.severity = 2", "'2' is no severity")]
    public async Task A_setting_that_is_misspelt_is_reported_once(string setting, string what)
    {
        var found = Assert.Single(await RunAsync("gdpr.dictionary.json", Good, setting));

        Assert.Contains(what, found.GetMessage(null), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Diagnostic>> RunAsync(string file, string content, string? setting = null)
    {
        var rule = new Runner
        {
            AdditionalFiles = new Dictionary<string, string> { [file] = content },
            OtherFiles = new Dictionary<string, string> { ["Other.cs"] = "public class Other { }" },
            EditorConfig = setting,
        };
        return await rule.RunAsync();
    }

    private sealed class Runner : RuleTest<CorrectSettingsAnalyzer>
    {
        public async Task<IReadOnlyList<Diagnostic>> RunAsync() => await DiagnosticsAsync(CreateProject("public class Customer { }"));
    }
}
