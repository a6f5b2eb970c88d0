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

    private Consumer Create(string name, string dictionary)
        => Consumer.Create(packages, $"settings-{name}", ["Gdpr.Toolkit"], new Dictionary<string, string> { ["Program.cs"] = Shop, ["gdpr.dictionary.json"] = dictionary });
}
