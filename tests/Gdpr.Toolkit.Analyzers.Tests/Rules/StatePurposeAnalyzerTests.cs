using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class StatePurposeAnalyzerTests
{
    [Theory]
    [InlineData("[[|PersonalData(PersonalDataCategory.Name)|]] public string Name { get; set; }")]
    [InlineData("[[|PersonalData(PersonalDataCategory.Name, \"\")|]] public string Name { get; set; }")]
    [InlineData("[[|PersonalData(PersonalDataCategory.Name, new string[0])|]] public string Name { get; set; }")]
    [InlineData("[Encrypted, [|PersonalData(PersonalDataCategory.Name, Retention = \"P1Y\", RetentionFrom = \"Start\")|]] public string Name { get; set; }")]
    public Task Personal_data_without_a_purpose_is_reported(string member)
        => Rule().VerifyAsync("using Gdpr.Toolkit; public class Customer { " + member + " }");

    [Theory]
    [InlineData("[PersonalData(PersonalDataCategory.Name, \"service\")] public string Name { get; set; }")]
    [InlineData("[PersonalData(PersonalDataCategory.Name, Service, \"newsletter\")] public string Name { get; set; }")]
    [InlineData("[NotPersonalData(\"the name of a boat\")] public string Name { get; set; }")]
    [InlineData("[Microsoft.AspNetCore.Identity.PersonalData] public string Name { get; set; }")]
    [InlineData("public string Name { get; set; }")]
    public Task What_states_a_purpose_or_is_not_ours_is_silent(string member)
        => Rule().VerifyAsync("using Gdpr.Toolkit; public class Customer { const string Service = \"service\"; " + member + " }");

    private static RuleTest<StatePurposeAnalyzer> Rule() => new() { References = [Stubs.Toolkit, Stubs.EntityFramework, Stubs.Identity] };
}
