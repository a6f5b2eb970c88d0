using Gdpr.Toolkit.PackageTests.Packing;

namespace Gdpr.Toolkit.PackageTests.Consumers;

/// <summary>What a project writes down for the rules reaches them through the package alone.</summary>
[Collection(OnePacking.Name)]
public class SettingsConsumerTests(PackedPackages packages)
{
    private const string Shop = """
        using Microsoft.EntityFrameworkCore;

        Console.WriteLine(nameof(ShopContext));

        public class Customer
        {
            public int Id { get; set; }
            public string Etunimi { get; set; } = "";
            public string Email { get; set; } = "";
        }

        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();
        }
        """;

    [Fact]
    public async Task A_dictionary_beside_the_project_adds_words()
    {
        var consumer = Create("words", """{ "words": [ { "category": "Name", "terms": ["etunimi"] } ] }""");

        var build = (await consumer.BuildAsync()).Succeeded();

        Assert.Equal(2, build.Warnings.Count);
        Assert.Contains(build.Warnings, warning => warning.Contains("'Customer.Etunimi' looks like personal data (Name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_dictionary_fails_the_build_at_its_line()
    {
        var consumer = Create("broken", "{\n  \"words\": [ { } ]\n}");

        var build = await consumer.BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("gdpr.dictionary.json(2,14): error GDPR014: 'gdpr.dictionary.json' does not count: the entry has no 'category'", build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recommended", "warning")]
    [InlineData("strict", "error")]
    [InlineData("Strict", "error")]
    public async Task A_preset_sets_the_severities(string preset, string severity)
    {
        var consumer = Create($"preset-{preset}", "{ }", $"<GdprToolkitPreset>{preset}</GdprToolkitPreset>");

        var build = await consumer.BuildAsync();

        Assert.Equal(severity == "error", build.ExitCode != 0);
        Assert.Contains($": {severity} GDPR001: 'Customer.Email' looks like", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preset_makes_an_error_of_what_hurts_most_and_the_project_wins_over_it()
    {
        const string Settings = "root = true\n[*.cs]\ngdpr_category.EmailAddress.severity = error\ngdpr_category.Health.severity = warning\n";
        var consumer = Create(
            "preset-categories",
            """{ "words": [ { "category": "Health", "terms": ["etunimi"] } ] }""",
            "<GdprToolkitPreset>recommended</GdprToolkitPreset>");

        var preset = await consumer.BuildAsync();
        consumer.Write(".editorconfig", Settings);
        var project = await consumer.BuildAsync();

        Assert.Contains(": error GDPR001: 'Customer.Etunimi'", preset.Output, StringComparison.Ordinal);
        Assert.Contains(": warning GDPR001: 'Customer.Email'", preset.Output, StringComparison.Ordinal);
        Assert.Contains(": warning GDPR001: 'Customer.Etunimi'", project.Output, StringComparison.Ordinal);
        Assert.Contains(": error GDPR001: 'Customer.Email'", project.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preset_that_is_not_there_fails_the_build()
    {
        var build = await Create("preset-none", "{ }", "<GdprToolkitPreset>harsh</GdprToolkitPreset>").BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("error GDPR014: GdprToolkitPreset = harsh does not count", build.Output, StringComparison.Ordinal);
    }

    private Consumer Create(string name, string dictionary, string properties = "")
        => Consumer.Create(packages, $"settings-{name}", ["Gdpr.Toolkit"], new Dictionary<string, string> { ["Program.cs"] = Shop, ["gdpr.dictionary.json"] = dictionary }, properties);
}
