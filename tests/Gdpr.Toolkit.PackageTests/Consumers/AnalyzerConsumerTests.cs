using Gdpr.Toolkit.PackageTests.Packing;

namespace Gdpr.Toolkit.PackageTests.Consumers;

/// <summary>The rules reach a project that references one package of ours and knows nothing else of us.</summary>
[Collection(OnePacking.Name)]
public class AnalyzerConsumerTests(PackedPackages packages)
{
    private const string Shop = """
        using Microsoft.EntityFrameworkCore;

        Console.WriteLine(nameof(ShopContext));

        public class Customer
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
            public string Color { get; set; } = "";
        }

        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();
        }
        """;

    [Theory]
    [InlineData("Gdpr.Toolkit")]
    [InlineData("Gdpr.Toolkit.Abstractions", "Microsoft.EntityFrameworkCore")]
    public async Task Only_the_e_mail_of_a_persisted_customer_is_reported_and_nothing_else(params string[] references)
    {
        var consumer = Create("reported", references);

        var build = (await consumer.BuildAsync()).Succeeded();

        var warning = Assert.Single(build.Warnings);
        Assert.Contains("warning GDPR001", warning, StringComparison.Ordinal);
        Assert.Contains("Email", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gdpr.Toolkit")]
    [InlineData("Gdpr.Toolkit.Abstractions", "Microsoft.EntityFrameworkCore")]
    public async Task No_analyzer_is_deployed_with_the_program(params string[] references)
    {
        var consumer = Create("deployed", references);

        (await consumer.BuildAsync()).Succeeded();

        var files = Directory.EnumerateFiles(consumer.OutputDirectory, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)!).ToArray();
        Assert.Contains("Gdpr.Toolkit.Abstractions.dll", files);
        Assert.DoesNotContain(files, file => file.StartsWith("Gdpr.Toolkit.Analyzers", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    private Consumer Create(string name, string[] references)
        => Consumer.Create(packages, $"{name}-{references[0]}", references, new Dictionary<string, string> { ["Program.cs"] = Shop });
}
