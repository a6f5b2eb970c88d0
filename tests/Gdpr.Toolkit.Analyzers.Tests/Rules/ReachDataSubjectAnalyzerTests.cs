using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class ReachDataSubjectAnalyzerTests
{
    private const string Usings = """
        using System.Collections.Generic;
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;

        """;

    private const string Mark = "[PersonalData(PersonalDataCategory.EmailAddress, \"s\")] public string Email { get; set; } ";

    [Theory]
    [InlineData("public class [|Row|] { public int Id { get; set; } " + Mark + "}")]
    [InlineData("public class [|Row|] { public int Id { get; set; } public Product Product { get; set; } " + Mark + "} public class Product { public int Id { get; set; } public string Title { get; set; } }")]
    [InlineData("public class [|Base|] { " + Mark + "} public class Row : Base { public int Id { get; set; } }")]
    [InlineData("public class [|Row|] { public int Id { get; set; } public int ProductId { get; set; } " + Mark + "} [DataSubject] public class Customer { public int Id { get; set; } }")]
    public Task Data_that_leads_to_nobody_is_reported(string types) => Rule().VerifyAsync(Shop(types));

    [Theory]
    [InlineData("[DataSubject] public class Row { public int Id { get; set; } " + Mark + "}")]
    [InlineData("[DataSubject] public class Base { public int Id { get; set; } } public class Row : Base { " + Mark + "}")]
    [InlineData("public class Row { public int Id { get; set; } public Customer Customer { get; set; } " + Mark + "} [DataSubject] public class Customer { public int Id { get; set; } public string Color { get; set; } }")]
    [InlineData("[DataSubject] public class Row { public int Id { get; set; } public List<Visit> Visits { get; set; } } public class Visit { public int Id { get; set; } public List<Note> Notes { get; set; } } public class Note { public int Id { get; set; } " + Mark + "}")]
    [InlineData("public class Row { public int Id { get; set; } public int CustomerId { get; set; } " + Mark + "} [DataSubject] public class Customer { public int Id { get; set; } }")]
    [InlineData("public class Row { public int Id { get; set; } public string Title { get; set; } } public class Form { " + Mark + "}")]
    [InlineData("public class Row { public int Id { get; set; } [NotPersonalData(\"a shared mailbox\")] public string Email { get; set; } }")]
    public Task Data_of_somebody_is_silent(string types) => Rule().VerifyAsync(Shop(types));

    [Fact]
    public Task A_call_names_the_subject()
        => Rule().VerifyAsync(Usings + """
            public class Customer { public int Id { get; set; } [PersonalData(PersonalDataCategory.EmailAddress, "s")] public string Email { get; set; } }
            public class ShopContext : DbContext
            {
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>().IsDataSubject(DataSubjectRole.Customer);
            }
            """);

    [Fact]
    public Task A_project_of_entities_alone_is_silent_until_it_has_a_subject()
        => Rule().VerifyAsync("using Gdpr.Toolkit; public class Row { public int Id { get; set; } " + Mark + "}");

    [Fact]
    public Task A_project_of_entities_with_a_subject_is_judged()
        => Rule().VerifyAsync("using Gdpr.Toolkit; [DataSubject] public class Customer { public int Id { get; set; } " + Mark + "} public class [|Row|] { public int Id { get; set; } " + Mark + "}");

    private static string Shop(string types)
        => Usings + types + " public class ShopContext : DbContext { public DbSet<Row> Rows { get; set; } "
            + (types.Contains("class Customer", StringComparison.Ordinal) ? "public DbSet<Customer> Customers { get; set; } " : "") + "}";

    private static RuleTest<ReachDataSubjectAnalyzer> Rule() => new() { References = [Stubs.Toolkit, Stubs.EntityFramework, Stubs.Fluent] };
}
