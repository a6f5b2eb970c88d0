using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Core.Tests.Purposes;

public class PurposeRulesTests
{
    public static TheoryData<string, Action<PurposeBuilder>> Wrong => new()
    {
        { "Purpose 'p' has no legal basis.", p => { } },
        { "Purpose 'p' for role 'Customer' has no legal basis.", p => p.For(DataSubjectRole.Customer) },
        { "no known legal basis", p => p.On((LegalBasis)77) },
        { "is for no known role", p => p.For((DataSubjectRole)7777).On(LegalBasis.Contract) },
        { "rests on legitimate interests but does not say which", p => p.On(LegalBasis.LegitimateInterests, " ") },
        { "cites no law", p => p.On(LegalBasis.LegalObligation).RetainFor("P1Y", RetentionAnchor.Created) },
        { "does not say for how long. Add .RetainFor(…)", p => p.On(LegalBasis.LegalObligation, law: "an act") },
        { "is stated 2 times", p => { p.On(LegalBasis.Contract); p.On(LegalBasis.Consent); } },
        { "Purpose 'p' for role 'User' is stated 2 times", p => { p.For(DataSubjectRole.User).On(LegalBasis.Contract); p.For(DataSubjectRole.User).On(LegalBasis.Consent); } },
        { "sells personal data, which is prohibited", p => p.As(ProcessingPurpose.SellDataToThirdParties).On(LegalBasis.Consent) },
        { "but not for how long", p => p.On(LegalBasis.Contract).AtMost("P1Y", RetentionAnchor.Created) },
        { "but not for how long", p => p.On(LegalBasis.Contract).OnExpiry(ExpiryAction.Delete) },
        { "but not for how long", p => p.On(LegalBasis.Contract).AtLeast("P1Y", RetentionAnchor.Created, "we need it") },
        { "has .Then(…) but no phase before it", p => p.On(LegalBasis.Contract).WithCriteria("while needed").Then("P1Y") },
        { "has both a period and criteria", p => p.On(LegalBasis.Contract).WithCriteria("while needed").RetainFor("P1Y", RetentionAnchor.Created) },
        { "says twice from when", p => p.On(LegalBasis.Contract).RetainFor("P1Y", RetentionAnchor.Created).RetainUntil(RetentionAnchor.ContractEnded) },
        { "a maximum, which would cut short what the law demands", p => p.On(LegalBasis.LegalObligation, law: "an act").RetainFor("P7Y", RetentionAnchor.Created).AtMost("P8Y", RetentionAnchor.Collected) },
        { "at most P1M and at least P2M from 'Created'", p => p.On(LegalBasis.Contract).RetainFor("P1M", RetentionAnchor.Created).AtLeast("P2M", RetentionAnchor.Created, "we need it").AtMost("P1M", RetentionAnchor.Created) },
        { "at most P60D and at least P2M from 'seen'", p => p.On(LegalBasis.Contract).RetainFor("P1M", "seen").AtLeast("P2M", "seen", "we need it").AtMost("P60D", "seen") },
        { "a recipient without a name", p => p.SharedWith(new DataRecipient(" ", RecipientKind.Processor)).On(LegalBasis.Contract) },
        { "'post' of no known kind", p => p.SharedWith(new DataRecipient("post", 0)).On(LegalBasis.Contract) },
        { "in 'Sweden', which is no country code", p => p.SharedWith(new DataRecipient("post", RecipientKind.Processor) { Country = "Sweden" }).On(LegalBasis.Contract) },
        { "no known transfer mechanism", p => p.SharedWith(new DataRecipient("post", RecipientKind.Processor) { Transfer = 0 }).On(LegalBasis.Contract) },
    };

    public static TheoryData<Action<PurposeBuilder>> Right => new()
    {
        { p => p.On(LegalBasis.Contract) },
        { p => p.On(LegalBasis.Contract).WithCriteria("while needed") },
        { p => p.On(LegalBasis.Contract).RetainUntil("tenderAwarded").Then("P12M", RetentionUse.KeptOnly) },
        { p => p.On(LegalBasis.LegalObligation, law: "an act").WithCriteria("as long as the authority says") },
        { p => p.On(LegalBasis.Contract).RetainFor("P1Y", RetentionAnchor.Created).AtLeast("P2M", RetentionAnchor.Created, "we need it").AtMost("P62D", RetentionAnchor.Created) },
        { p => p.On(LegalBasis.Contract).RetainFor("P1Y", RetentionAnchor.Created).AtLeast("P2Y", RetentionAnchor.Created, "we need it").AtMost("P1Y", RetentionAnchor.LastActivity) },
        { p => { p.On(LegalBasis.Contract); p.For(DataSubjectRole.User).On(LegalBasis.LegitimateInterests, "serving your employer"); } },
        { p => p.SharedWith(new DataRecipient("Posten", RecipientKind.Processor) { Country = "SE", Transfer = TransferMechanism.NotApplicable }).On(LegalBasis.Contract) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_with_a_purpose_is_said_with_the_way_out(string message, Action<PurposeBuilder> configure)
        => Assert.Contains(message, Assert.Single(Violations(configure)), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Right))]
    public void What_is_right_is_accepted(Action<PurposeBuilder> configure)
        => Assert.Empty(Violations(configure));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
        => Assert.Equal(
            5,
            Violations(p => p
                .As(ProcessingPurpose.SellDataToThirdParties)
                .SharedWith(new DataRecipient("", RecipientKind.Processor) { Country = "se" })
                .On(LegalBasis.LegalObligation)
                .RetainFor("P1Y", RetentionAnchor.Created)
                .AtMost("P1Y", RetentionAnchor.Created)).Length);

    private static string[] Violations(Action<PurposeBuilder> configure)
    {
        var purpose = new PurposeBuilder("p");
        configure(purpose);
        return [.. new PurposeRegistry([purpose.Build()]).Violations()];
    }
}
