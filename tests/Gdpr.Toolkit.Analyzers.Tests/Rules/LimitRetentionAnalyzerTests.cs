using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class LimitRetentionAnalyzerTests
{
    private const string Purposes = """

        public static class Startup
        {
            const string Support = "support";

            public static void Configure(GdprToolkitBuilder gdpr)
            {
                gdpr.Purpose("service", purpose => purpose.On("contract"));
                gdpr.Purpose(Support, purpose => { purpose.On("contract"); });
                gdpr.Purpose("accounting", purpose => purpose.On("law").RetainFor("P7Y", RetentionAnchor.ContractEnded));
                gdpr.Purpose("security", Security);
            }

            static void Security(PurposeBuilder purpose) => purpose.RetainFor("P6M", RetentionAnchor.Created);
        }
        """;

    [Theory]
    [InlineData("[|PersonalData(PersonalDataCategory.Name, \"service\")|]")]
    [InlineData("[|PersonalData(PersonalDataCategory.Name, \"service\", \"support\")|]")]
    public Task Data_whose_purposes_have_no_limit_is_reported(string attribute) => Rule().VerifyAsync(Customer(attribute));

    [Theory]
    [InlineData("PersonalData(PersonalDataCategory.Name, \"accounting\")")]
    [InlineData("PersonalData(PersonalDataCategory.Name, \"service\", \"accounting\")")]
    [InlineData("PersonalData(PersonalDataCategory.Name, \"security\")")]
    [InlineData("PersonalData(PersonalDataCategory.Name, \"registered elsewhere\")")]
    [InlineData("PersonalData(PersonalDataCategory.Name, \"service\", Retention = \"P1Y\", RetentionFrom = \"Start\")")]
    [InlineData("PersonalData(PersonalDataCategory.Name)")]
    public Task What_is_limited_or_may_be_is_silent(string attribute) => Rule().VerifyAsync(Customer(attribute));

    private static string Customer(string attribute)
        => "using Gdpr.Toolkit; public class Customer { [" + attribute + "] public string Name { get; set; } }" + Purposes;

    private static RuleTest<LimitRetentionAnalyzer> Rule() => new();
}
