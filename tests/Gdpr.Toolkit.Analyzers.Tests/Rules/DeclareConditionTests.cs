using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class DeclareConditionTests
{
    [Theory]
    [InlineData("PersonalData(PersonalDataCategory.Health)")]
    [InlineData("PersonalData(PersonalDataCategory.ReligiousOrPhilosophicalBelief, \"care\")")]
    [InlineData("PersonalData(PersonalDataCategory.Health, \"care\", Condition = Article9Condition.None)")]
    [InlineData("PersonalData(PersonalDataCategory.Health, Article10Basis = Article10Basis.AuthorisedByLaw)")]
    [InlineData("PersonalData(PersonalDataCategory.CriminalConviction, \"vetting\")")]
    [InlineData("PersonalData(PersonalDataCategory.CriminalConviction, Condition = Article9Condition.ExplicitConsent)")]
    public Task A_special_category_without_its_condition_is_reported(string attribute)
        => Rule().VerifyAsync($"using Gdpr.Toolkit; public class Patient {{ [[|{attribute}|]] public string Note {{ get; set; }} }}");

    [Theory]
    [InlineData("PersonalData(PersonalDataCategory.Name)")]
    [InlineData("PersonalData(PersonalDataCategory.NationalIdentificationNumber, \"care\")")]
    [InlineData("PersonalData(PersonalDataCategory.Health, \"care\", Condition = Article9Condition.HealthOrSocialCare)")]
    [InlineData("PersonalData(PersonalDataCategory.ReligiousOrPhilosophicalBelief, Condition = Article9Condition.ExplicitConsent)")]
    [InlineData("PersonalData(PersonalDataCategory.CriminalConviction, Article10Basis = Article10Basis.AuthorisedByLaw)")]
    [InlineData("NotPersonalData(\"the diagnosis of a machine\")")]
    public Task What_declares_its_condition_is_silent(string attribute)
        => Rule().VerifyAsync($"using Gdpr.Toolkit; public class Patient {{ [{attribute}] public string Note {{ get; set; }} }}");

    [Fact]
    public Task A_positional_property_is_reported()
        => Rule().VerifyAsync("using Gdpr.Toolkit; public record Patient([property: [|PersonalData(PersonalDataCategory.Health)|]] string Note);");

    [Fact]
    public async Task Every_condition_is_offered_and_none_in_bulk()
    {
        var offered = await Fix().OfferedAsync("using Gdpr.Toolkit; public class Patient { [PersonalData(PersonalDataCategory.Health)] public string Note { get; set; } }");

        Assert.Equal([DeclareConditionFixer.KeyOf("ExplicitConsent"), DeclareConditionFixer.KeyOf("HealthOrSocialCare")], offered);
        Assert.Null(new DeclareConditionFixer().GetFixAllProvider());
    }

    [Fact]
    public Task The_condition_is_added_last()
        => Fix().VerifyFixAsync(
            "using Gdpr.Toolkit; public class Patient { [PersonalData(PersonalDataCategory.Health, \"care\")] public string Note { get; set; } }",
            "using Gdpr.Toolkit; public class Patient { [PersonalData(PersonalDataCategory.Health, \"care\", Condition = Article9Condition.HealthOrSocialCare)] public string Note { get; set; } }",
            DeclareConditionFixer.KeyOf("HealthOrSocialCare"));

    [Fact]
    public Task None_is_replaced_and_names_are_written_in_full_where_they_have_to_be()
        => Fix().VerifyFixAsync(
            "public class Patient { [Gdpr.Toolkit.PersonalData(Gdpr.Toolkit.PersonalDataCategory.CriminalConviction, Article10Basis = 0)] public string Note { get; set; } }",
            "public class Patient { [Gdpr.Toolkit.PersonalData(Gdpr.Toolkit.PersonalDataCategory.CriminalConviction, Article10Basis = Gdpr.Toolkit.Article10Basis.AuthorisedByLaw)] public string Note { get; set; } }",
            DeclareConditionFixer.KeyOf("AuthorisedByLaw"));

    private static RuleTest<DeclareConditionAnalyzer> Rule() => new();

    private static FixTest<DeclareConditionAnalyzer, DeclareConditionFixer> Fix() => new();
}
