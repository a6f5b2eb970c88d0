using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>Whoever types has a broken document most of the time; no rule may throw on one.</summary>
public sealed class BrokenSourceTests
{
    private const int DocumentsOfOneKind = 350;

    private const string Whole = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.ComponentModel.DataAnnotations.Schema;
        using System.Linq;
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;
        using Microsoft.Extensions.Logging;

        namespace Shop;

        [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "settings")]
        public partial class Customer : Party<int>
        {
            [Key] public int Id { get; set; }
            [PersonalData(PersonalDataCategory.Name, "service", Retention = "P1Y", RetentionFrom = nameof(Since)), Encrypted(Searchable = true, PadTo = 32)]
            public required string Name { get; set; }
            [PersonalData(PersonalDataCategory.Health, Condition = Article9Condition.HealthOrSocialCare)] public string? Note { get; init; }
            [NotPersonalData("…")] public Dictionary<string, List<int>> Marks { get; } = new();
            [AnchorsRetention(RetentionAnchor.Created)] public DateOnly Since { get; set; }
            [ForeignKey(nameof(Home))] public int? HomeId { get; set; }
            public Address Home { get; set; }
            public List<Visit> Visits { get; } = [];
            public string this[int index] => Name;
            public override string ToString() => $"{Id} {Name,-10:X}";
        }

        public abstract class Party<T> where T : struct { public T Key { get; set; } public virtual string Email { get; set; } }
        public record Address([property: PersonalData(PersonalDataCategory.PhysicalAddress)] string Street, string City);
        public record struct Visit(int Id, string IpAddress) { public Customer Customer { get; set; } = null; }

        public class ShopContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Customer>().Property(c => c.Email!).HasMaxLength(3).IsPersonalData(PersonalDataCategory.EmailAddress, "service");
                modelBuilder.Entity<Customer>().Property<string>("Phone").IsEncrypted(searchable: false);
                modelBuilder.Entity<Customer>().HasKey(c => c.Id);
            }
        }

        public static partial class Service
        {
            [LoggerMessage(Message = "{Name}")] static partial void Sent(ILogger logger, string name);
            static partial void Sent(ILogger logger, string name) { }

            public static object Run(ShopContext db, ILogger logger, GdprToolkitBuilder gdpr, Customer given)
            {
                gdpr.Purpose("service", purpose => purpose.On("contract").RetainFor("P1Y", RetentionAnchor.Created));
                var query = from c in db.Customers where c.Name == given.Name && c.Visits.Any(v => v.Id < 3) orderby c.Name descending select new { c.Name, c.Id };
                var text = $"{given?.Name?.Trim() ?? "none"}" + given.Note;
                logger.LogInformation("Saved {Name} {@It}", text, new { given.Name, Home = given.Home?.Street });
                Sent(logger, string.Format("{0}", given.Name));
                db.Customers.Where(c => EF.Functions.Like(c.Name, "A%")).ExecuteUpdate(s => s.SetProperty(c => c.Name, "x"));
                db.Database.ExecuteSql($"DELETE FROM Customers WHERE Id = {given.Id}");
                if (given.Name.StartsWith("A")) throw new InvalidOperationException(string.Join(", ", db.Customers.Select(c => c.Name).ToList()));
                return query.ToList().GroupBy(x => x.Name).Select(g => g.Key).Distinct();
            }
        }
        """;

    private static readonly string[] Noise = ["(", ")", "{", "}", "[", "]", "<", ">", "\"", "$\"{", "=>", ".", ",", ";", "class", "record", "new", "nameof(", "=", "?", "null", "base", "this", "@", "#if"];

    [Theory]
    [InlineData("cut off")]
    [InlineData("one token missing")]
    [InlineData("one token too many")]
    public async Task No_rule_throws_on_a_broken_document(string kind)
    {
        var tokens = (await CSharpSyntaxTree.ParseText(Whole).GetRootAsync()).DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        var failures = new List<string>();
        var compilation = CSharpCompilation.Create(
            "Test",
            references: [.. Stubs.Framework, Stubs.Toolkit, Stubs.EntityFramework, Stubs.Fluent, Stubs.Logging],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        var broken = 0;
        for (var i = 0; i < DocumentsOfOneKind; i++)
        {
            var token = tokens[(int)((long)i * tokens.Count / DocumentsOfOneKind)];
            var tree = CSharpSyntaxTree.ParseText(Break(kind, token.Span, Noise[i % Noise.Length]));
            broken += tree.GetDiagnostics().Any() ? 1 : 0;
            await RunAllAsync(compilation.AddSyntaxTrees(tree), failures);
        }

        Assert.Empty(failures);
        Assert.True(broken > DocumentsOfOneKind / 2, $"Only {broken} documents were broken.");
    }

    [Fact]
    public async Task The_whole_document_keeps_the_rules_busy()
    {
        var compilation = CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(Whole)],
            [.. Stubs.Framework, Stubs.Toolkit, Stubs.EntityFramework, Stubs.Fluent, Stubs.Logging],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var failures = new List<string>();

        var found = await RunAllAsync(compilation, failures);

        Assert.Empty(failures);
        Assert.Superset(
            new HashSet<string> { RuleIds.StatePurpose, RuleIds.DoNotLogPersonalData, RuleIds.KeepOutOfMessages, RuleIds.DoNotQueryCiphertext, RuleIds.DoNotBypassProtection, RuleIds.SayWhyNot },
            found.Select(diagnostic => diagnostic.Id).ToHashSet());
    }

    private static string Break(string kind, TextSpan token, string noise) => kind switch
    {
        "cut off" => Whole[..token.End],
        "one token missing" => Whole.Remove(token.Start, token.Length),
        _ => Whole.Insert(token.Start, noise + " "),
    };

    private static async Task<ImmutableArray<Diagnostic>> RunAllAsync(Compilation compilation, List<string> failures)
    {
        var rules = typeof(AnnotatePersonalDataAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .ToImmutableArray();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (error, rule, _) =>
            {
                lock (failures)
                {
                    failures.Add($"{rule}: {error}");
                }
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        return await compilation.WithAnalyzers(rules, options).GetAnalyzerDiagnosticsAsync();
    }
}
