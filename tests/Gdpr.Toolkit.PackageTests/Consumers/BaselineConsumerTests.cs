using Gdpr.Toolkit.PackageTests.Packing;

namespace Gdpr.Toolkit.PackageTests.Consumers;

/// <summary>A large code base adopts the rules with nothing but the package and fails only on what is new.</summary>
[Collection(OnePacking.Name)]
public class BaselineConsumerTests(PackedPackages packages)
{
    private const string Customer = """
        public class Customer
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
            public string Phone { get; set; } = "";
        }
        """;

    private const string Context = """
        using Microsoft.EntityFrameworkCore;

        Console.WriteLine(nameof(ShopContext));

        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();
        }
        """;

    [Fact]
    public async Task What_was_there_is_written_down_once_and_only_what_is_new_fails_the_build()
    {
        var consumer = Create("adopting", Customer);

        Assert.NotEqual(0, (await consumer.BuildAsync()).ExitCode);
        (await consumer.BuildAsync("-p:GdprToolkitWriteBaseline=true")).Succeeded();
        var baseline = consumer.Read("gdpr.baseline.txt").Split('\n').Where(line => line.StartsWith("GDPR", StringComparison.Ordinal));
        var adopted = await consumer.BuildAsync();

        Assert.Equal(["GDPR001 Customer.Email", "GDPR001 Customer.Phone"], baseline);
        Assert.Empty(adopted.Succeeded().Warnings);

        // Another file, other lines, and a new property among the old ones.
        consumer.Delete("Customer.cs");
        consumer.Write("Moved.cs", "\n\n" + Customer.Replace("public string Phone", "public string FirstName { get; set; } = \"\";\n\n    public string Phone", StringComparison.Ordinal));
        var changed = await consumer.BuildAsync();

        Assert.NotEqual(0, changed.ExitCode);
        Assert.Contains("error GDPR001: 'Customer.FirstName'", changed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Customer.Email", changed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_is_reported_in_the_file_and_writing_again_takes_it_out()
    {
        var consumer = Create("shrinking", Customer);
        (await consumer.BuildAsync("-p:GdprToolkitWriteBaseline=true")).Succeeded();
        consumer.Write("Customer.cs", Customer.Replace("public string Phone", "[Gdpr.Toolkit.NotPersonalData(\"the number of a switchboard\")] public string Phone", StringComparison.Ordinal));

        var stale = await consumer.BuildAsync();
        (await consumer.BuildAsync("-p:GdprToolkitWriteBaseline=true")).Succeeded();
        var written = consumer.Read("gdpr.baseline.txt");
        consumer.Delete("gdpr.baseline.txt");
        (await consumer.BuildAsync("-p:GdprToolkitWriteBaseline=true")).Succeeded();

        Assert.Contains("gdpr.baseline.txt(4,1): error GDPR015: 'GDPR001 Customer.Phone' is in the baseline", stale.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nGDPR001 Customer.Email\n", written, StringComparison.Ordinal);
        Assert.Equal(written, consumer.Read("gdpr.baseline.txt"));
        Assert.Empty((await consumer.BuildAsync()).Succeeded().Warnings);
    }

    [Fact]
    public async Task A_project_without_findings_gets_no_file()
    {
        var consumer = Create("clean", "public class Customer { public int Id { get; set; } }");

        var written = (await consumer.BuildAsync("-p:GdprToolkitWriteBaseline=true")).Succeeded();

        Assert.Contains("there is no baseline to write", written.Output, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => consumer.Read("gdpr.baseline.txt"));
    }

    private Consumer Create(string name, string customer)
        => Consumer.Create(
            packages,
            $"baseline-{name}",
            ["Gdpr.Toolkit"],
            new Dictionary<string, string> { ["Program.cs"] = Context, ["Customer.cs"] = customer },
            "<GdprToolkitPreset>strict</GdprToolkitPreset><TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
}
