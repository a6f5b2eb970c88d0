using System.Text.RegularExpressions;
using Gdpr.Toolkit.Analyzers.Naming;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>A preset forgets no rule and names none that is not there.</summary>
public sealed partial class PresetTests
{
    [Fact]
    public void Strict_makes_an_error_of_every_rule()
    {
        var settings = Read("strict");

        Assert.Equal(DescriptorTests.Configurable().Order(StringComparer.Ordinal), settings.Keys.Where(key => key != "default").Append(RuleIds.AnnotatePersonalData).Order(StringComparer.Ordinal));
        Assert.All(settings.Values, severity => Assert.Equal("error", severity));
    }

    [Fact]
    public void Recommended_names_rules_and_categories_that_are_there()
        => Assert.Subset(new HashSet<string>([.. DescriptorTests.Configurable(), .. PersonalDataCategories.All, "default"]), Read("recommended").Keys.ToHashSet());

    private static Dictionary<string, string> Read(string preset)
        => Setting().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", $"gdpr.{preset}.globalconfig")))
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["severity"].Value);

    [GeneratedRegex(@"^(dotnet_diagnostic|gdpr_category)\.(?<name>\w+)\.severity = (?<severity>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
