using Gdpr.Toolkit.Analyzers.Rules;

namespace Gdpr.Toolkit.Analyzers.Tests;

public sealed class SayWhyNotAnalyzerTests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("\"…\"")]
    [InlineData("\"N/A\"")]
    [InlineData("\"TODO: ask legal\"")]
    [InlineData("\"Not personal data.\"")]
    [InlineData("\"inte personuppgift\"")]
    [InlineData("\"Address\"")]
    public Task A_reason_that_says_nothing_is_reported(string reason)
        => Rule().VerifyAsync($"using Gdpr.Toolkit; public class Warehouse {{ [[|NotPersonalData({reason})|]] public string Address {{ get; set; }} }}");

    [Theory]
    [InlineData("\"the address of a warehouse\"")]
    [InlineData("\"warehouse\"")]
    [InlineData("\"identifies a price list, not a person\"")]
    [InlineData("\"lagrets adress\"")]
    [InlineData("Reason")]
    [InlineData("nameof(Warehouse)")]
    [InlineData("\"not personal data: the address of a warehouse\"")]
    [InlineData("\"public\" + \" register\"")]
    public Task A_reason_is_silent(string reason)
        => Rule().VerifyAsync($"using Gdpr.Toolkit; public class Warehouse {{ const string Reason = \"the address of a warehouse\"; [NotPersonalData({reason})] public string Address {{ get; set; }} }}");

    [Theory]
    [InlineData("[|DataSubject(Rest = RestOfEntity.NotPersonalData)|]")]
    [InlineData("[|DataSubject(Rest = RestOfEntity.NotPersonalData, Reason = \"-\")|]")]
    [InlineData("DataSubject(Rest = RestOfEntity.NotPersonalData, Reason = \"settings of the shop\")")]
    [InlineData("DataSubject(Rest = RestOfEntity.Unclassified)")]
    public Task The_rest_of_a_class_needs_a_reason_too(string attribute)
        => Rule().VerifyAsync($"using Gdpr.Toolkit; [{attribute}] public class Customer {{ public string Color {{ get; set; }} }}");

    [Theory]
    [InlineData("[|NotPersonalData(\"…\")|]")]
    [InlineData("[|NotPersonalData(\"Parcel\")|]")]
    [InlineData("NotPersonalData(\"counts parcels of a depot\")")]
    public Task A_class_that_is_not_personal_data_needs_a_reason_too(string attribute)
        => Rule().VerifyAsync($"using Gdpr.Toolkit; [{attribute}] public class Parcel {{ public string Address {{ get; set; }} }}");

    [Fact]
    public Task A_rest_without_a_reason_is_reported_once_where_it_is_written()
        => Rule().VerifyAsync("using Gdpr.Toolkit; [[|DataSubject(Rest = RestOfEntity.NotPersonalData)|]] public class Customer { } public class Vip : Customer { }");

    private static RuleTest<SayWhyNotAnalyzer> Rule() => new();
}
