using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>A baseline hides what it names, nothing else, and says what it names in vain.</summary>
public sealed class BaselineTests
{
    private const string Shop = """
        using System;
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Logging;

        namespace Shop
        {
            [DataSubject(DataSubjectRole.Customer)]
            public class Customer
            {
                public int Id { get; set; }
                public string Email { get; set; }
                [PersonalData(PersonalDataCategory.Name)] public string Name { get; set; }
            }

            public class Mailer
            {
                public void Send(ILogger logger, Customer customer) => logger.LogInformation("{Name}", customer.Name);
                public void Send(ILogger logger, Customer customer, string text) => logger.LogInformation("{Name}", customer.Name);
            }

            public class ShopContext : DbContext { public DbSet<Customer> Customers { get; set; } }
        }
        """;

    private const string Logged = "GDPR005 Shop.Mailer.Send(Microsoft.Extensions.Logging.ILogger, Shop.Customer): Customer.Name, LogInformation";
    private const string LoggedWithText = "GDPR005 Shop.Mailer.Send(Microsoft.Extensions.Logging.ILogger, Shop.Customer, string): Customer.Name, LogInformation";

    private static readonly string[] Whole = ["GDPR001 Shop.Customer.Email", "GDPR003 Shop.Customer.Name", Logged, LoggedWithText];

    [Fact]
    public async Task Without_a_baseline_everything_is_reported()
        => Assert.Equal([RuleIds.AnnotatePersonalData, RuleIds.StatePurpose, RuleIds.DoNotLogPersonalData, RuleIds.DoNotLogPersonalData], await IdsAsync(null));

    [Fact]
    public async Task What_is_known_is_not_reported_again() => Assert.Empty(await IdsAsync(Whole));

    [Fact]
    public async Task A_new_finding_is_reported()
        => Assert.Equal([RuleIds.DoNotLogPersonalData], await IdsAsync(Whole.Except([LoggedWithText])));

    [Fact]
    public async Task Comments_empty_lines_and_windows_line_ends_mean_nothing()
        => Assert.Empty(await IdsAsync(["# written in May", "", .. Whole.Select(line => "  " + line + "  \r")]));

    [Fact]
    public async Task An_entry_that_nobody_finds_is_reported_at_its_line()
    {
        var found = Assert.Single(await RunAsync(["# comment", .. Whole, "GDPR001 Shop.Customer.Phone"]));

        Assert.Equal(RuleIds.RemoveFromBaseline, found.Id);
        Assert.Equal(("/gdpr.baseline.txt", 5), (found.Location.GetLineSpan().Path, found.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Equal("'GDPR001 Shop.Customer.Phone' is in the baseline and is not found any more; remove the line", found.GetMessage(null));
    }

    [Theory]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("GDPR007 Shop.Customer.Email")]
    [InlineData("GDPR014 anything")]
    [InlineData("GDPR001")]
    [InlineData("gdpr001 Shop.Customer.Email")]
    public async Task A_line_that_is_no_entry_is_an_error(string line)
    {
        var found = Assert.Single(await RunAsync([.. Whole, line]));

        Assert.Equal((RuleIds.CorrectSettings, DiagnosticSeverity.Error), (found.Id, found.Severity));
    }

    [Fact]
    public async Task Moving_the_code_to_another_file_and_line_changes_nothing()
        => Assert.Empty(await RunAsync(Whole, "\n\n// moved\n" + Shop.Replace("public int Id { get; set; }", "\n\npublic int Id { get; set; }", StringComparison.Ordinal), "Moved.cs"));

    [Fact]
    public async Task While_it_is_written_the_rules_report_the_entries_in_place_of_the_findings()
    {
        var found = await RunAsync(null, write: true);

        Assert.Equal(Whole, found.Select(entry => entry.GetMessage(null)).Order(StringComparer.Ordinal));
        Assert.All(found, entry => Assert.Equal((RuleIds.BaselineEntry, DiagnosticSeverity.Info), (entry.Id, entry.Severity)));
    }

    [Fact]
    public async Task Rules_that_run_again_on_the_same_compilation_say_the_same()
    {
        var compilation = AllRules.Compile([("Shop.cs", Shop)]);
        var options = Options([.. Whole, "GDPR001 Shop.Gone"], write: false);

        var first = await compilation.WithAnalyzers(AllRules.Create(), options).GetAnalyzerDiagnosticsAsync();
        var second = await compilation.WithAnalyzers(AllRules.Create(), options).GetAnalyzerDiagnosticsAsync();

        Assert.Equal(RuleIds.RemoveFromBaseline, Assert.Single(first).Id);
        Assert.Equal(RuleIds.RemoveFromBaseline, Assert.Single(second).Id);
    }

    private static async Task<IEnumerable<string>> IdsAsync(IEnumerable<string>? baseline) => (await RunAsync(baseline)).Select(found => found.Id);

    private static async Task<IReadOnlyList<Diagnostic>> RunAsync(IEnumerable<string>? baseline, string source = Shop, string path = "Shop.cs", bool write = false)
    {
        var found = await AllRules.Compile([(path, source)]).WithAnalyzers(AllRules.Create(), Options(baseline, write)).GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static AnalyzerOptions Options(IEnumerable<string>? baseline, bool write)
    {
        ImmutableArray<AdditionalText> files = baseline is null ? [] : [new TextFile("/gdpr.baseline.txt", string.Join("\n", baseline))];
        return new AnalyzerOptions(files, new GlobalSettings(new Dictionary<string, string> { ["build_property.GdprToolkitWriteBaseline"] = write ? "true" : "" }));
    }
}
