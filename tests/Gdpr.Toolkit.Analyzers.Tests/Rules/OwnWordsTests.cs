using Gdpr.Toolkit.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>What a project's <c>gdpr.dictionary.json</c> does to GDPR001.</summary>
public sealed class OwnWordsTests
{
    [Fact]
    public async Task Words_of_a_new_language_are_known()
    {
        const string Finnish = """
            {
              "words": [ { "language": "fi", "category": "Name", "terms": ["etunimi"] }, { "language": "fi", "category": "Name", "in": "person", "terms": ["nimi"] } ],
              "classes": [ { "language": "fi", "are": "person", "terms": ["asiakas"] } ]
            }
            """;

        await Rule(Finnish).VerifyAsync(Shop("public class Asiakas { public string [|Etunimi|] { get; set; } public string [|Nimi|] { get; set; } }", "Asiakas"));
        await Rule(Finnish).VerifyAsync(Shop("public class Tuote { public string [|Etunimi|] { get; set; } public string Nimi { get; set; } }", "Tuote"));
        await Rule(Finnish, "gdpr_languages = en, sv").VerifyAsync(Shop("public class Asiakas { public string Etunimi { get; set; } }", "Asiakas"));
    }

    [Fact]
    public async Task An_own_category_is_told_beside_the_one_it_belongs_to()
    {
        var rule = Rule("""{ "categories": { "acme:LoyaltyTier": "Segment" }, "words": [ { "category": "acme:LoyaltyTier", "terms": ["loyalty tier"] } ] }""");

        var found = Assert.Single(await rule.VerifyAsync(Shop("public class Customer { public string [|LoyaltyTier|] { get; set; } }")));

        Assert.Equal("Segment", found.Properties[AnnotatePersonalDataAnalyzer.CategoryProperty]);
        Assert.Equal("acme:LoyaltyTier", found.Properties[AnnotatePersonalDataAnalyzer.OwnCategoryProperty]);
        Assert.Contains("'loyalty tier', 'acme:LoyaltyTier'", found.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "notPersonal": ["phone line"] }""", "PhoneLine", true)]
    [InlineData("""{ "notPersonal": ["phone line"] }""", "PhoneNumber", false)]
    [InlineData("""{ "notPersonal": ["phone line"] }""", "PhoneLineNumber", true)]
    [InlineData("""{ "notPersonal": ["email"] }""", "Email", true)]
    [InlineData("""{ "notPersonal": ["email"] }""", "EmailAddress", false)]
    [InlineData("""{ "notPersonal": ["email"], "words": [ { "category": "Contact", "terms": ["email"] } ] }""", "Email", false)]
    [InlineData("""{ "notPersonalBeside": ["probe"] }""", "ProbeEmail", true)]
    [InlineData("""{ "neutral": ["zq"] }""", "NameZq", false)]
    [InlineData("{ }", "NameZq", true)]
    public async Task Own_negative_words_silence_what_they_name_and_no_more(string dictionary, string property, bool isSilent)
        => await Rule(dictionary).VerifyAsync(Shop($"public class Customer {{ public string {(isSilent ? property : $"[|{property}|]")} {{ get; set; }} }}"));

    [Fact]
    public async Task A_class_of_things_is_silent()
        => await Rule("""{ "classes": [ { "are": "thing", "terms": ["telemetry frame"] } ] }""")
            .VerifyAsync(Shop("public class TelemetryFrame { public string Email { get; set; } }", "TelemetryFrame"));

    [Fact]
    public async Task An_own_word_wins_over_a_shipped_one()
    {
        var found = await Rule("""{ "words": [ { "category": "CustomerNumber", "terms": ["email"], "in": "person" } ] }""")
            .VerifyAsync(Shop("public class Customer { public string [|Email|] { get; set; } }"));

        Assert.Equal("CustomerNumber", found[0].Properties[AnnotatePersonalDataAnalyzer.CategoryProperty]);
    }

    [Fact]
    public async Task A_broken_dictionary_leaves_the_shipped_words()
        => await Rule("{").VerifyAsync(Shop("public class Customer { public string [|Email|] { get; set; } }"));

    [Fact]
    public async Task Only_the_chosen_languages_are_read()
    {
        const string Classes = "public class Customer {{ public string {0} {{ get; set; }} public string {1} {{ get; set; }} }}";

        await Rule("{}", "gdpr_languages = sv").VerifyAsync(Shop(string.Format(null, Classes, "[|Personnummer|]", "SocialSecurityNumber")));
        await Rule("{}", "gdpr_languages = en").VerifyAsync(Shop(string.Format(null, Classes, "Personnummer", "[|SocialSecurityNumber|]")));
        await Rule("{}", "gdpr_languages =").VerifyAsync(Shop(string.Format(null, Classes, "[|Personnummer|]", "[|SocialSecurityNumber|]")));
    }

    [Theory]
    [InlineData("gdpr_category.EmailAddress.severity = error", DiagnosticSeverity.Error)]
    [InlineData("gdpr_category.default.severity = error\ngdpr_category.emailaddress.severity = suggestion", DiagnosticSeverity.Info)]
    [InlineData("gdpr_category.default.severity = error", DiagnosticSeverity.Error)]
    [InlineData("gdpr_category.Health.severity = error", DiagnosticSeverity.Warning)]
    [InlineData("gdpr_category.EmailAddress.severity = none", null)]
    [InlineData("gdpr_category.EmailAddress.severity = default\ngdpr_category.default.severity = error", DiagnosticSeverity.Warning)]
    public async Task A_category_has_a_severity(string setting, DiagnosticSeverity? expected)
    {
        var found = await Rule("{}", setting).VerifyAsync(Shop($"public class Customer {{ public string {(expected is null ? "Email" : "[|Email|]")} {{ get; set; }} }}"));

        Assert.Equal(expected, found.FirstOrDefault()?.Severity);
    }

    [Fact]
    public async Task An_own_category_has_a_severity_of_its_own()
    {
        const string Dictionary = """{ "categories": { "acme:Tier": "Segment" }, "words": [ { "category": "acme:Tier", "terms": ["tier"] } ] }""";

        var found = await Rule(Dictionary, "gdpr_category.acme.Tier.severity = error\ngdpr_category.Segment.severity = none")
            .VerifyAsync(Shop("public class Customer { public string [|Tier|] { get; set; } }"));

        Assert.Equal(DiagnosticSeverity.Error, found[0].Severity);
    }

    private static RuleTest<AnnotatePersonalDataAnalyzer> Rule(string dictionary, string? setting = null)
        => new() { AdditionalFiles = new Dictionary<string, string> { ["gdpr.dictionary.json"] = dictionary }, EditorConfig = setting };

    private static string Shop(string classes, string set = "Customer")
        => $"{classes} public class ShopContext : Microsoft.EntityFrameworkCore.DbContext {{ public Microsoft.EntityFrameworkCore.DbSet<{set}> Rows {{ get; set; }} }}";
}
