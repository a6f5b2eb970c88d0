using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Core.Tests.Consent;

public class PurposeJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<LegalBasis> Bases => [.. Enum.GetValues<LegalBasis>()];

    [Theory]
    [MemberData(nameof(Bases))]
    public void Without_anything_on_record_all_bases_but_consent_allow(LegalBasis basis)
    {
        var status = PurposeJudge.Judge(Purpose(basis), DataSubjectRole.Customer, new ChoiceFacts(null, null, null), Now);

        Assert.Equal(basis != LegalBasis.Consent, status.MayProcess);
        Assert.Null(status.Since);
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void An_objection_ends_direct_marketing_on_every_basis_and_in_every_state_but_withdrawn(LegalBasis basis)
    {
        foreach (var state in Enum.GetValues<ObjectionState>())
        {
            var facts = new ChoiceFacts(Consent(ConsentStatus.Given), Objection(state), null);

            var status = PurposeJudge.Judge(Purpose(basis, isDirectMarketing: true), DataSubjectRole.Customer, facts, Now);

            Assert.Equal(state == ObjectionState.Withdrawn, status.MayProcess);
        }
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void A_restriction_holds_on_every_basis(LegalBasis basis)
    {
        var facts = new ChoiceFacts(Consent(ConsentStatus.Given), null, Now.AddDays(-1));

        var status = PurposeJudge.Judge(Purpose(basis), DataSubjectRole.Customer, facts, Now);

        Assert.Equal((ProcessingVerdict.Restricted, Now.AddDays(-1)), (status.Verdict, status.Since));
    }

    [Fact]
    public void What_denies_is_said_before_what_restricts()
    {
        var facts = new ChoiceFacts(Consent(ConsentStatus.Withdrawn), Objection(ObjectionState.Pending), Now);

        var status = PurposeJudge.Judge(Purpose(LegalBasis.Consent), DataSubjectRole.Customer, facts, Now);

        Assert.Equal((ProcessingVerdict.Denied, PurposeStatusReason.ConsentWithdrawn), (status.Verdict, status.Reason));
    }

    [Fact]
    public void Every_consent_that_does_not_count_has_a_reason_of_its_own()
    {
        var reasons = Enum.GetValues<ConsentStatus>()
            .Where(status => !status.IsValidForProcessing && status is not (ConsentStatus.Unknown or ConsentStatus.Expired))
            .Select(status => Reason(Consent(status)))
            .Append(Reason(null))
            .Append(Reason(Consent(ConsentStatus.Given) with { ExpiresAt = Now }))
            .ToList();

        Assert.Equal(5, reasons.Distinct().Count());
        Assert.DoesNotContain(PurposeStatusReason.ConsentGiven, reasons);
        Assert.Equal(PurposeStatusReason.ConsentGiven, Reason(Consent(ConsentStatus.RenewedGiven) with { ExpiresAt = Now.AddMilliseconds(1) }));
    }

    [Fact]
    public void The_basis_is_that_of_the_persons_role()
    {
        var purpose = new PurposeDefinition("payroll", [new PurposeRule(DataSubjectRole.Employee, LegalBasis.Contract, null, null, null)]);

        Assert.True(Judge(DataSubjectRole.Employee).MayProcess);
        Assert.Equal(PurposeStatusReason.NoLegalBasis, Judge(DataSubjectRole.Customer).Reason);

        PurposeStatus Judge(DataSubjectRole role) => PurposeJudge.Judge(purpose, role, new ChoiceFacts(null, null, null), Now);
    }

    private static PurposeStatusReason Reason(ConsentRecord? consent)
        => PurposeJudge.Judge(Purpose(LegalBasis.Consent), DataSubjectRole.Customer, new ChoiceFacts(consent, null, null), Now).Reason;

    private static PurposeDefinition Purpose(LegalBasis basis, bool isDirectMarketing = false)
        => new("purpose", [new PurposeRule(null, basis, null, null, null)], isDirectMarketing);

    private static ConsentRecord Consent(ConsentStatus status) => new()
    {
        Purpose = "purpose",
        Status = status,
        RecordedAt = Now.AddDays(-2),
        Source = new ChoiceSource("web"),
    };

    private static ObjectionRecord Objection(ObjectionState state) => new()
    {
        Id = Guid.Empty,
        Purpose = "purpose",
        State = state,
        RecordedAt = Now.AddDays(-2),
        Source = new ChoiceSource("web"),
    };
}
