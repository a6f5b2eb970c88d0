using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class QueryTests
{
    private const string Model = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;

        public class Customer
        {
            public int Id { get; set; }
            public string Color { get; set; }
            [Encrypted] public string Name { get; set; }
            [Encrypted(Searchable = true)] public string Email { get; set; }
            [Encrypted] public DateTime? BirthDate { get; set; }
            [Encrypted] public decimal Salary { get; set; }
            public List<Contact> Contacts { get; set; }
        }

        public class Contact { public int Id { get; set; } [Encrypted] public string Phone { get; set; } }

        public class ShopContext : DbContext { public DbSet<Customer> Customers { get; set; } public DbSet<Contact> Contacts { get; set; } }

        """;

    [Theory]
    [InlineData("db.Customers.OrderBy(c => [|c.Name|])")]
    [InlineData("db.Customers.OrderBy(c => c.Id).ThenByDescending(c => [|c.Email|])")]
    [InlineData("from c in db.Customers orderby [|c.Name|] select c.Id")]
    [InlineData("db.Customers.Where(c => [|c.Name|].StartsWith(\"A\"))")]
    [InlineData("db.Customers.Where(c => [|c.Email|].Contains(\"@\"))")]
    [InlineData("db.Customers.Where(c => EF.Functions.Like([|c.Name|], \"A%\"))")]
    [InlineData("db.Customers.Where(c => [|c.BirthDate|] < when)")]
    [InlineData("db.Customers.Where(c => [|c.BirthDate|].Value.Year == 1980)")]
    [InlineData("db.Customers.Where(c => [|c.Salary|] * 12 > 100)")]
    [InlineData("db.Customers.GroupBy(c => [|c.Name|])")]
    [InlineData("db.Customers.GroupBy(c => new { c.Color, [|c.Email|] })")]
    [InlineData("db.Customers.Max(c => [|c.Salary|])")]
    [InlineData("db.Customers.Select(c => [|c.Email|]).Distinct()")]
    [InlineData("db.Customers.Select(c => [|c.Name|].ToUpper())")]
    [InlineData("db.Customers.Where(c => c.Contacts.Any(contact => [|contact.Phone|].StartsWith(\"+46\")))")]
    [InlineData("db.Set<Customer>().AsNoTracking().FirstOrDefaultAsync(c => [|c.Name|].Length > 3)")]
    [InlineData("given.OrderBy(c => [|c.Name|])")]
    [InlineData("db.Customers.Where(c => string.IsNullOrWhiteSpace([|c.Name|]))")]
    public Task What_runs_on_ciphertext_is_reported(string query) => Rule<DoNotQueryCiphertextAnalyzer>().VerifyAsync(Method(query));

    [Theory]
    [InlineData("db.Customers.OrderBy(c => c.Id)")]
    [InlineData("db.Customers.Where(c => c.Color.StartsWith(\"b\"))")]
    [InlineData("db.Customers.Where(c => c.Email == text)")]
    [InlineData("db.Customers.Where(c => c.Name == null)")]
    [InlineData("db.Customers.Where(c => c.BirthDate.HasValue)")]
    [InlineData("db.Customers.Select(c => c.Name)")]
    [InlineData("db.Customers.Select(c => new { c.Id, c.Name }).Distinct()")]
    [InlineData("db.Customers.Select(c => c.Name.Normalize())")]
    [InlineData("db.Customers.AsEnumerable().OrderBy(c => c.Name)")]
    [InlineData("db.Customers.ToList().Where(c => c.Name.StartsWith(\"A\"))")]
    [InlineData("list.OrderBy(c => c.Name)")]
    [InlineData("list.AsQueryable().OrderBy(c => c.Name)")]
    [InlineData("db.Customers.Where(c => c.Id == me.Id && me.Name.StartsWith(\"A\"))")]
    [InlineData("db.Customers.Where(c => c.Color == me.Name.ToLower())")]
    [InlineData("new[] { me.Name.ToUpper() }")]
    [InlineData("db.Customers.GroupBy(c => c.Color, c => c.Name)")]
    [InlineData("db.Customers.Where(c => new[] { text }.Contains(c.Email))")]
    [InlineData("db.Customers.Select(c => c.Name ?? c.Color)")]
    public Task What_works_or_runs_in_the_program_is_silent(string query) => Rule<DoNotQueryCiphertextAnalyzer>().VerifyAsync(Method(query));

    [Fact]
    public Task A_local_query_is_followed_to_where_it_starts()
        => Rule<DoNotQueryCiphertextAnalyzer>().VerifyAsync(Model + """
            public static class Queries
            {
                public static void Run(ShopContext db, List<Customer> list)
                {
                    var rows = db.Customers.Where(c => c.Id > 3);
                    rows.OrderBy(c => [|c.Name|]);
                    var memory = list.AsQueryable();
                    memory.OrderBy(c => c.Name);
                }
            }
            """);

    [Theory]
    [InlineData("db.Customers.Where(c => [|c.Name|] == text)")]
    [InlineData("db.Customers.Where(c => text != [|c.Name|])")]
    [InlineData("db.Customers.Count(c => [|c.Name|].Equals(text))")]
    [InlineData("db.Customers.Where(c => string.Equals([|c.Name|], text))")]
    [InlineData("db.Customers.Where(c => string.IsNullOrEmpty([|c.Name|]))")]
    [InlineData("db.Customers.Where(c => names.Contains([|c.Name|]))")]
    [InlineData("db.Customers.Where(c => [|c.BirthDate|] == when)")]
    [InlineData("db.Customers.Any(c => c.Contacts.Any(contact => [|contact.Phone|] == text))")]
    [InlineData("db.Customers.Join(db.Contacts, c => [|c.Name|], contact => contact.Id.ToString(), (c, contact) => c.Id)")]
    [InlineData("from c in db.Customers where [|c.Name|] == text select c")]
    public Task Equality_without_an_index_is_reported(string query) => Rule<MakeSearchableAnalyzer>().VerifyAsync(Method(query));

    [Theory]
    [InlineData("db.Customers.Where(c => c.Email == text)")]
    [InlineData("db.Customers.Where(c => names.Contains(c.Email))")]
    [InlineData("db.Customers.Where(c => c.Name == null)")]
    [InlineData("db.Customers.Where(c => c.Color == text)")]
    [InlineData("db.Customers.Where(c => c.Color == me.Name)")]
    [InlineData("db.Customers.AsEnumerable().Where(c => c.Name == text)")]
    [InlineData("list.Where(c => c.Name == text)")]
    [InlineData("list.AsQueryable().Where(c => c.Name == text)")]
    [InlineData("db.Customers.OrderBy(c => c.Name)")]
    [InlineData("db.Customers.Where(c => c.Name.Contains(text))")]
    public Task What_has_an_index_or_is_no_equality_is_silent(string query) => Rule<MakeSearchableAnalyzer>().VerifyAsync(Method(query));

    [Fact]
    public async Task The_fix_makes_the_property_searchable()
    {
        var fix = new FixTest<MakeSearchableAnalyzer, MakeSearchableFixer>();

        await fix.VerifyFixAsync(
            Method("db.Customers.Where(c => c.Name == text)"),
            Method("db.Customers.Where(c => c.Name == text)").Replace("[Encrypted] public string Name", "[Encrypted(Searchable = true)] public string Name", StringComparison.Ordinal),
            MakeSearchableFixer.Key);
    }

    [Fact]
    public async Task The_fix_keeps_other_arguments()
    {
        var before = Method("db.Customers.Where(c => c.Name == text)").Replace("[Encrypted] public string Name", "[Encrypted(Searchable = false, PadTo = 32)] public string Name", StringComparison.Ordinal);

        await new FixTest<MakeSearchableAnalyzer, MakeSearchableFixer>().VerifyFixAsync(
            before, before.Replace("Searchable = false", "Searchable = true", StringComparison.Ordinal), MakeSearchableFixer.Key);
    }

    private static string Method(string query) => Model + $$"""
        public static class Queries
        {
            public static object Run(ShopContext db, IQueryable<Customer> given, List<Customer> list, Customer me, string text, DateTime when, List<string> names) => {{query}};
        }
        """;

    private static RuleTest<TAnalyzer> Rule<TAnalyzer>()
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
        => new() { References = [Stubs.Toolkit, Stubs.EntityFramework, Stubs.Fluent] };
}
