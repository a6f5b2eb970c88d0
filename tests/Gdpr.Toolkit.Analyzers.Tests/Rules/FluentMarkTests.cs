using Gdpr.Toolkit.Analyzers.Rules;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>Calls in the model are held to the same as the attributes.</summary>
public sealed class FluentMarkTests
{
    [Theory]
    [InlineData("Property(c => c.Email).[|IsPersonalData|](PersonalDataCategory.EmailAddress)", "'Customer.Email' is personal data (EmailAddress) without a purpose; name what it is used for")]
    [InlineData("Property(c => c.Email).HasMaxLength(9).[|IsPersonalData|](PersonalDataCategory.EmailAddress, \"\")", "'Customer.Email'")]
    [InlineData("Property<string>(\"Shadow\").[|IsPersonalData|](PersonalDataCategory.EmailAddress)", "'Shadow'")]
    [InlineData("Property(c => c.Email).IsPersonalData(PersonalDataCategory.EmailAddress, \"service\")", null)]
    [InlineData("Property(c => c.Email).IsPersonalData(PersonalDataCategory.EmailAddress, Purposes)", null)]
    public Task A_call_without_a_purpose_is_reported(string call, string? message) => VerifyAsync<StatePurposeAnalyzer>(call, message);

    [Theory]
    [InlineData("Property(c => c.Email).[|IsPersonalData|](PersonalDataCategory.Health, \"care\")", "declare why it may be processed: Condition = Article9Condition.… in a [PersonalData] attribute")]
    [InlineData("Property(c => c.Email).[|IsPersonalData|](PersonalDataCategory.CriminalConviction, \"care\")", "Article10Basis = Article10Basis.…")]
    [InlineData("Property(c => c.Email).IsPersonalData(PersonalDataCategory.Name, \"care\")", null)]
    public Task A_call_that_cannot_declare_a_condition_is_reported(string call, string? message) => VerifyAsync<DeclareConditionAnalyzer>(call, message);

    [Theory]
    [InlineData("Property(c => c.Email).[|IsNotPersonalData|](\"…\")", "'Customer.Email' is declared not to be personal data without a reason")]
    [InlineData("Property(c => c.Email).[|IsNotPersonalData|](\"Email\")", "'Customer.Email'")]
    [InlineData("Property(c => c.Email).IsNotPersonalData(\"the mailbox of a desk\")", null)]
    public Task A_call_without_a_reason_is_reported(string call, string? message) => VerifyAsync<SayWhyNotAnalyzer>(call, message);

    private static async Task VerifyAsync<TAnalyzer>(string call, string? message)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var rule = new RuleTest<TAnalyzer> { References = [Stubs.Toolkit, Stubs.EntityFramework, Stubs.Fluent] };

        var found = await rule.VerifyAsync($$"""
            using Gdpr.Toolkit;
            using Microsoft.EntityFrameworkCore;

            public class Customer { public string Email { get; set; } }
            public class ShopContext : DbContext
            {
                private static readonly string[] Purposes = { "service" };
                protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>().{{call}};
            }
            """);

        Assert.Equal(message is null, found.IsEmpty);
        Assert.All(found, diagnostic => Assert.Contains(message!, diagnostic.GetMessage(null), StringComparison.Ordinal));
    }
}
