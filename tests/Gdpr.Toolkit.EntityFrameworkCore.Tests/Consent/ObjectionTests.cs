using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Consent;

public class ObjectionTests
{
    private static readonly ObjectionAssessment Assessment = new("the privacy team", "Two chargebacks in a month.");

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_objection_restricts_the_purpose_until_it_is_assessed(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        var objection = await scope.Objections.ObjectAsync(ada, Choices.FraudPrevention, Choices.Web, "My countess lives at my address.");
        var pending = await scope.Guard.LoadStatusAsync(ada, Choices.FraudPrevention);
        shop.Clock.Advance(TimeSpan.FromDays(3));
        await scope.Objections.OverrideAsync(ada, objection.Id, Assessment);
        var overridden = await scope.Guard.LoadStatusAsync(ada, Choices.FraudPrevention);
        var again = await scope.Objections.ObjectAsync(ada, Choices.FraudPrevention, Choices.Web);
        await scope.Objections.UpholdAsync(ada, again.Id, Assessment);
        var upheld = await scope.Guard.LoadStatusAsync(ada, Choices.FraudPrevention);

        Assert.Equal((ProcessingVerdict.Restricted, PurposeStatusReason.ObjectionPending), (pending.Verdict, pending.Reason));
        Assert.Equal(objection.RecordedAt, pending.Since);
        Assert.True(overridden.MayProcess);
        Assert.Equal((ProcessingVerdict.Denied, PurposeStatusReason.ObjectionUpheld), (upheld.Verdict, upheld.Reason));
        Assert.True(await scope.Guard.CanProcessAsync(ada, ShopPurposes.Service));
        var history = await scope.Objections.LoadHistoryAsync(ada);
        Assert.Equal(
            [ObjectionState.Pending, ObjectionState.Overridden, ObjectionState.Pending, ObjectionState.Upheld],
            history.Select(record => record.State));
        Assert.Equal(
            ["My countess lives at my address.", Assessment.Justification, null, Assessment.Justification], history.Select(record => record.Text));
        Assert.Equal("the privacy team", history[1].Source.RecordedBy);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_objection_to_direct_marketing_counts_at_once_and_leaves_other_purposes_alone(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        var before = await scope.Guard.CanProcessAsync(ada, Choices.Newsletter);

        var objection = await scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web);
        var repeated = await scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web);

        Assert.True(before);
        Assert.Equal(ObjectionState.Upheld, objection.State);
        Assert.Equal(objection, repeated);
        var status = await scope.Guard.LoadStatusAsync(ada, Choices.Newsletter);
        Assert.Equal((ProcessingVerdict.Denied, PurposeStatusReason.DirectMarketingObjection), (status.Verdict, status.Reason));
        Assert.Equal(1, await shop.CountAsync("GdprObjections"));
        foreach (var purpose in new[] { ShopPurposes.Service, ShopPurposes.Accounting, ShopPurposes.Marketing, Choices.FraudPrevention })
        {
            Assert.True(await scope.Guard.CanProcessAsync(ada, purpose));
        }
    }

    [Fact]
    public async Task An_objection_that_is_taken_back_stops_nothing_any_more()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        var objection = await scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web);

        await scope.Objections.WithdrawAsync(ada, objection.Id, Choices.Web);

        Assert.True(await scope.Guard.CanProcessAsync(ada, Choices.Newsletter));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Objections.WithdrawAsync(ada, objection.Id, Choices.Web));
        Assert.Contains("'Withdrawn'", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(objection.Id, (await scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web)).Id);
    }

    [Fact]
    public async Task Consent_given_later_takes_an_objection_to_the_same_purpose_back()
    {
        await using var shop = await Choices.StartAsync(
            TestDatabase.Sqlite,
            options => options.ConfigureToolkit = gdpr => gdpr.Purpose("sms", p => p.AsDirectMarketing().On(LegalBasis.Consent)));
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        await scope.Consent.GiveAsync(ada, "sms", Choices.Ticked());
        await scope.Objections.ObjectAsync(ada, "sms", Choices.Web);
        var objected = await scope.Guard.LoadStatusAsync(ada, "sms");

        await scope.Consent.GiveAsync(ada, "sms", Choices.Ticked());

        Assert.Equal(PurposeStatusReason.DirectMarketingObjection, objected.Reason);
        Assert.True(await scope.Guard.CanProcessAsync(ada, "sms"));
        Assert.Equal(
            [ObjectionState.Upheld, ObjectionState.Withdrawn],
            (await scope.Objections.LoadHistoryAsync(ada)).Select(record => record.State));
    }

    [Fact]
    public async Task Purposes_on_other_bases_cannot_be_objected_to_and_the_error_says_what_can_be_done()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        var contract = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Objections.ObjectAsync(ada, ShopPurposes.Service, Choices.Web));
        var consent = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Objections.ObjectAsync(ada, Choices.Survey, Choices.Web));
        var suppress = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Objections.ObjectAsync(
            ada, Choices.FraudPrevention, Choices.Web, suppress: [ContactPoint.Email("ada@example.org")]));

        Assert.Contains("IProcessingRestrictions", contract.Message, StringComparison.Ordinal);
        Assert.Contains("IPersonalDataConsent.WithdrawAsync", consent.Message, StringComparison.Ordinal);
        Assert.Contains("AsDirectMarketing()", suppress.Message, StringComparison.Ordinal);
        Assert.Equal(0, await shop.CountAsync("GdprObjections"));
    }

    [Fact]
    public async Task An_objection_is_assessed_once_and_only_its_own_persons()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var (first, second) = await shop.AddPeopleAsync();
        var (ada, bob) = (DataSubject.Of<Customer>(first), DataSubject.Of<Customer>(second));
        await using var scope = shop.NewScope();
        var objection = await scope.Objections.ObjectAsync(ada, Choices.FraudPrevention, Choices.Web);

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Objections.UpholdAsync(bob, objection.Id, Assessment));
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Objections.OverrideAsync(ada, objection.Id, Assessment with { Justification = " " }));
        await scope.Objections.UpholdAsync(ada, objection.Id, Assessment);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Objections.OverrideAsync(ada, objection.Id, Assessment));

        Assert.Contains("'Upheld'", error.Message, StringComparison.Ordinal);
        Assert.Empty(await scope.Objections.LoadHistoryAsync(bob));
        Assert.Equal(2, await shop.CountAsync("GdprObjections"));
    }
}
