using Gdpr.Toolkit.Analyzers.Model;
using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class CorrectAnnotationsAnalyzerTests
{
    [Theory]
    [InlineData("[[|PersonalData(PersonalDataCategory.Name, \"s\", Retention = \"12 months\", RetentionFrom = \"Start\")|]] public string A { get; set; }")]
    [InlineData("[[|PersonalData(PersonalDataCategory.Name, \"s\", Retention = \"P12M\", RetentionFrom = \"Begin\")|]] public string A { get; set; }")]
    [InlineData("[[|PersonalData(PersonalDataCategory.Name, \"s\", Retention = \"P12M\")|]] public string A { get; set; }")]
    [InlineData("[[|PersonalData(PersonalDataCategory.Name, \"s\", RetentionFrom = \"Start\")|]] public string A { get; set; }")]
    [InlineData("[PersonalData(PersonalDataCategory.Name), [|NotPersonalData(\"a price list\")|]] public string A { get; set; }")]
    [InlineData("[[|NotPersonalData(\"a price list\")|], Encrypted] public string A { get; set; }")]
    [InlineData("[[|Encrypted(Unique = true)|]] public string A { get; set; }")]
    [InlineData("[[|Encrypted(Normalizer = Normalizer.Email)|]] public int A { get; set; }")]
    [InlineData("[[|Encrypted(PadTo = 20)|]] public string A { get; set; }")]
    [InlineData("[[|AnchorsRetention(RetentionAnchor.Created)|]] public string A { get; set; }")]
    [InlineData("[[|AnchorsRetention(RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd)|]] public DateOnly A { get; set; }")]
    public Task A_contradiction_is_reported(string member) => Rule().VerifyAsync(Customer(member));

    [Theory]
    [InlineData("[PersonalData(PersonalDataCategory.Name, \"s\", Retention = \"P1Y6M\", RetentionFrom = \"Start\")] public string A { get; set; }")]
    [InlineData("[PersonalData(PersonalDataCategory.Name, \"s\", Retention = \"P12M\", RetentionFrom = nameof(Born))] public string A { get; set; }")]
    [InlineData("[PersonalData(PersonalDataCategory.Name, \"s\", Retention = \"P12M\", RetentionFrom = \"AddedAt\")] public string A { get; set; }")]
    [InlineData("[PersonalData(PersonalDataCategory.Name, \"s\")] public string A { get; set; }")]
    [InlineData("[PersonalData(PersonalDataCategory.Name), Encrypted] public string A { get; set; }")]
    [InlineData("[NotPersonalData(\"a price list\")] public string A { get; set; }")]
    [InlineData("[Encrypted(Unique = true, Searchable = true)] public string A { get; set; }")]
    [InlineData("[Encrypted(Normalizer = Normalizer.Email)] public string A { get; set; }")]
    [InlineData("[Encrypted(Normalizer = Normalizer.None, PadTo = 32)] public int A { get; set; }")]
    [InlineData("[Encrypted(Normalizer = Normalizer.Email)] public Version A { get; set; }")]
    [InlineData("[AnchorsRetention(RetentionAnchor.Created)] public DateTimeOffset? A { get; set; }")]
    [InlineData("[AnchorsRetention(RetentionAnchor.Created), AnchorsRetention(RetentionAnchor.ContractEnded)] public DateOnly A { get; set; }")]
    public Task What_agrees_is_silent(string member) => Rule().VerifyAsync(Customer(member));

    [Theory]
    [InlineData("P7Y", true)]
    [InlineData("P12M", true)]
    [InlineData("P2W", true)]
    [InlineData("P30D", true)]
    [InlineData("P1Y2M3W4D", true)]
    [InlineData("P", false)]
    [InlineData("12M", false)]
    [InlineData("P12", false)]
    [InlineData("P1D1Y", false)]
    [InlineData("PT1H", false)]
    [InlineData("P12345Y", false)]
    [InlineData("P1YX", false)]
    [InlineData("p1y", false)]
    [InlineData("P-1D", false)]
    public void A_period_has_numbers_of_years_months_weeks_and_days_in_this_order(string text, bool valid) => Assert.Equal(valid, IsoPeriod.IsValid(text));

    private static string Customer(string member) => $$"""
        using System;
        using Gdpr.Toolkit;
        using Microsoft.EntityFrameworkCore;

        public class Party { public DateOnly Born { get; set; } }
        public class Customer : Party { public int Id { get; set; } public DateOnly Start { get; set; } {{member}} }
        public class ShopContext : DbContext
        {
            protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>().Property<DateTime>("AddedAt");
        }
        """;

    private static RuleTest<CorrectAnnotationsAnalyzer> Rule() => new();
}
