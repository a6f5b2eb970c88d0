using System.Text.Json;
using Gdpr.Toolkit.PackageTests.Packing;

namespace Gdpr.Toolkit.PackageTests.Consumers;

/// <summary>What a build server reads: docs/ci.md shows the command.</summary>
[Collection(OnePacking.Name)]
public class SarifConsumerTests(PackedPackages packages)
{
    private const string Shop = """
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;

        Console.WriteLine(nameof(ShopContext));

        [DataSubject(DataSubjectRole.Customer)]
        public class Customer
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
            [PersonalData(PersonalDataCategory.Name)] public string Name { get; set; } = "";
        }

        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();
        }
        """;

    [Fact]
    public async Task The_log_names_rule_page_category_and_reason()
    {
        var consumer = Consumer.Create(packages, "sarif", ["Gdpr.Toolkit"], new Dictionary<string, string> { ["Program.cs"] = Shop });

        (await consumer.BuildAsync("-p:ErrorLog=gdpr.sarif%2Cversion=2.1")).Succeeded();

        using var log = JsonDocument.Parse(consumer.Read("gdpr.sarif"));
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        var run = log.RootElement.GetProperty("runs")[0];
        var results = run.GetProperty("results").EnumerateArray().Where(result => RuleOf(result).StartsWith("GDPR", StringComparison.Ordinal)).ToList();
        Assert.Equal(["GDPR001", "GDPR003"], results.Select(RuleOf).Order(StringComparer.Ordinal));
        Assert.All(results, result => Assert.Equal("warning", result.GetProperty("level").GetString()));

        var email = results.Single(result => RuleOf(result) == "GDPR001");
        var properties = email.GetProperty("properties").GetProperty("customProperties");
        Assert.Equal("EmailAddress", properties.GetProperty("category").GetString());
        Assert.Equal("the word 'email'", properties.GetProperty("reason").GetString());
        var place = email.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.EndsWith("Program.cs", place.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(10, place.GetProperty("region").GetProperty("startLine").GetInt32());

        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Where(rule => Id(rule).StartsWith("GDPR", StringComparison.Ordinal)).ToList();
        Assert.All(rules, rule => Assert.EndsWith($"/docs/rules/{Id(rule)}.md", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal));
        Assert.All(rules, rule => Assert.Equal("Privacy", rule.GetProperty("properties").GetProperty("category").GetString()));
        Assert.Contains(rules, rule => Id(rule) == "GDPR001");
    }

    private static string RuleOf(JsonElement result) => result.GetProperty("ruleId").GetString()!;

    private static string Id(JsonElement rule) => rule.GetProperty("id").GetString()!;
}
