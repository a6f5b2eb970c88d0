using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Core.Tests.Purposes;

public class PurposeBuilderTests
{
    [Fact]
    public void A_purpose_says_what_it_is_in_both_languages_and_to_whom_data_goes()
    {
        var purpose = Build(p => p
            .Titled(sv: "Direktreklam", en: "Direct marketing")
            .Described(sv: "Vi berättar om våra produkter.", en: "We tell you about our products.")
            .As(ProcessingPurpose.DirectMarketing)
            .SharedWith(new DataRecipient("Posten", RecipientKind.Processor) { Country = "SE" })
            .On(LegalBasis.Consent));

        Assert.Equal("Direktreklam", purpose.Title!.In(DocumentLanguage.Swedish));
        Assert.Equal("We tell you about our products.", purpose.Description!.In(DocumentLanguage.English));
        Assert.Equal(ProcessingPurpose.DirectMarketing, purpose.Term);
        Assert.Equal("Posten", Assert.Single(purpose.Recipients).Name);
    }

    [Theory]
    [InlineData(ProcessingPurpose.DirectMarketing, true)]
    [InlineData(ProcessingPurpose.TargetedAdvertising, true)]
    [InlineData(ProcessingPurpose.Marketing, false)]
    [InlineData(ProcessingPurpose.Personalisation, false)]
    public void Direct_marketing_is_what_is_called_so(ProcessingPurpose term, bool isDirectMarketing)
    {
        Assert.Equal(isDirectMarketing, Build(p => p.As(term)).IsDirectMarketing);
        Assert.True(Build(p => p.As(term).AsDirectMarketing()).IsDirectMarketing);
    }

    [Fact]
    public void A_role_has_the_rule_that_names_it_or_the_one_for_everybody()
    {
        var purpose = Build(p =>
        {
            p.On(LegalBasis.Contract);
            p.For(DataSubjectRole.CustomerRepresentative).On(LegalBasis.LegitimateInterests, "fulfilling the contract with your employer");
        });

        Assert.Equal(LegalBasis.Contract, purpose.RuleFor(DataSubjectRole.Customer)!.Basis);
        Assert.Equal(LegalBasis.LegitimateInterests, purpose.RuleFor(DataSubjectRole.CustomerRepresentative)!.Basis);
    }

    [Fact]
    public void What_cannot_be_meant_is_refused_where_it_is_written()
    {
        Assert.Throws<ArgumentException>(() => Build(p => p.Titled(sv: " ", en: "x")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Build(p => p.As(0)));
        Assert.Throws<ArgumentNullException>(() => Build(p => p.SharedWith(null!)));
        Assert.Throws<ArgumentNullException>(() => Build(p => p.SharedWith([null!])));
        Assert.Throws<FormatException>(() => Build(p => p.On(LegalBasis.Contract).RetainFor("12 months", RetentionAnchor.Created)));
        Assert.Throws<FormatException>(() => Build(p => p.On(LegalBasis.Contract).Then("P-1Y")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Build(p => p.On(LegalBasis.Contract).Then("P1Y", 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Build(p => p.On(LegalBasis.Contract).RetainFor("P1Y", RetentionAnchor.Custom)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Build(p => p.On(LegalBasis.Contract).RetainFor("P1Y", (RetentionAnchor)77)));
        Assert.Throws<ArgumentException>(() => Build(p => p.On(LegalBasis.Contract).RetainFor("P1Y", default(AnchorName))));
        Assert.Throws<ArgumentException>(() => Build(p => p.On(LegalBasis.Contract).RetainUntil("")));
        Assert.Throws<ArgumentException>(() => Build(p => p.On(LegalBasis.Contract).RetainUntil("contractEnded")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Build(p => p.On(LegalBasis.Contract).AtLeast("P1Y", RetentionAnchor.Created, (RetentionException)0)));
        Assert.Throws<ArgumentException>(() => Build(p => p.On(LegalBasis.Contract).AtLeast("P1Y", RetentionAnchor.Created, " ")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Build(p => p.On(LegalBasis.Contract).OnExpiry(0)));
        Assert.Throws<ArgumentException>(() => Build(p => p.On(LegalBasis.Contract).WithCriteria("")));
    }

    private static PurposeDefinition Build(Action<PurposeBuilder> configure)
    {
        var purpose = new PurposeBuilder("p");
        configure(purpose);
        return purpose.Build();
    }
}
