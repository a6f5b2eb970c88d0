using System.Text.RegularExpressions;
using Gdpr.Toolkit.PackageTests.Packing;

namespace Gdpr.Toolkit.PackageTests.Consumers;

/// <summary>The fixes arrive with the package, and one command applies them.</summary>
[Collection(OnePacking.Name)]
public partial class FixingConsumerTests(PackedPackages packages)
{
    private const string Shop = """
        using Microsoft.EntityFrameworkCore;

        Console.WriteLine(nameof(ShopContext));

        public class Customer
        {
            public int Id { get; set; }
            public required string Name { get; set; }
            public required string Email { get; set; }
            public DateOnly? BirthDate { get; set; }
            public string? Color { get; set; }
            public List<Message> Messages { get; } = [];
        }

        public record Message(int Id, string Body)
        {
            public Customer? Sender { get; set; }

            public override string ToString() => $"Message {Id}";
        }

        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();
        }
        """;

    [Fact]
    public async Task Dotnet_format_annotates_everything_and_leaves_what_needs_an_answer()
    {
        var consumer = Consumer.Create(packages, "fixing", ["Gdpr.Toolkit"], new Dictionary<string, string> { ["Program.cs"] = Shop });

        var before = (await consumer.BuildAsync()).Succeeded();
        (await consumer.FormatAsync("analyzers")).Succeeded();
        var after = (await consumer.BuildAsync()).Succeeded();

        Assert.Equal(["GDPR001"], Ids(before));
        Assert.Equal(["GDPR003", "GDPR011"], Ids(after));
        var source = consumer.Read("Program.cs");
        Assert.Contains("[PersonalData(PersonalDataCategory.BirthDate)]", source, StringComparison.Ordinal);
        Assert.Contains("[property: PersonalData(PersonalDataCategory.Communication)] string Body", source, StringComparison.Ordinal);
        Assert.DoesNotContain("NotPersonalData", source, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(CommandResult build)
        => build.Warnings.Select(warning => Warning().Match(warning).Groups["id"].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(": warning (?<id>[A-Z]+[0-9]+):")]
    private static partial Regex Warning();
}
