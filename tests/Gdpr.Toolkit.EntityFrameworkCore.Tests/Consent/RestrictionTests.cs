using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Consent;

public class RestrictionTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_restriction_holds_for_all_purposes_until_it_is_lifted(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        var restriction = await scope.Restrictions.RestrictAsync(
            ada, RestrictionGround.AccuracyContested, Choices.Web, reason: "I never lived in Walworth.");
        var restricted = await scope.Guard.LoadStatusAsync(ada, ShopPurposes.Service);
        await scope.Restrictions.LiftAsync(ada, restriction.Id, Lift(shop.Clock.UtcNow));
        var lifted = await scope.Guard.LoadStatusAsync(ada, ShopPurposes.Service);

        Assert.Equal((ProcessingVerdict.Restricted, PurposeStatusReason.ProcessingRestricted), (restricted.Verdict, restricted.Reason));
        Assert.False(restricted.MayProcess);
        Assert.True(lifted.MayProcess);
        var history = await scope.Restrictions.LoadHistoryAsync(ada);
        Assert.Equal([false, true], history.Select(record => record.IsLifted));
        Assert.Equal("I never lived in Walworth.", history[0].Text);
        Assert.Equal((shop.Clock.UtcNow, "letter", "desk 4"), (history[1].PersonInformedAt, history[1].Source.Channel, history[1].Source.RecordedBy));
    }

    [Fact]
    public async Task A_restriction_of_one_purpose_leaves_the_others_alone()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        await scope.Restrictions.RestrictAsync(ada, RestrictionGround.UnlawfulProcessing, Choices.Web, Choices.FraudPrevention);

        Assert.False(await scope.Guard.CanProcessAsync(ada, Choices.FraudPrevention));
        Assert.True(await scope.Guard.CanProcessAsync(ada, ShopPurposes.Service));
    }

    [Fact]
    public async Task Of_two_restrictions_the_second_holds_on_when_the_first_is_lifted()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        var first = await scope.Restrictions.RestrictAsync(ada, RestrictionGround.AccuracyContested, Choices.Web);
        var repeated = await scope.Restrictions.RestrictAsync(ada, RestrictionGround.AccuracyContested, Choices.Web);
        await scope.Restrictions.RestrictAsync(ada, RestrictionGround.LegalClaims, Choices.Web);

        await scope.Restrictions.LiftAsync(ada, first.Id, Lift(shop.Clock.UtcNow));

        Assert.Equal(first, repeated);
        Assert.False(await scope.Guard.CanProcessAsync(ada, ShopPurposes.Service));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Restrictions.LiftAsync(ada, first.Id, Lift(shop.Clock.UtcNow)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Restrictions.LiftAsync(ada, Guid.NewGuid(), Lift(shop.Clock.UtcNow)));
    }

    [Fact]
    public async Task Lifting_needs_a_person_who_was_told_before()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        var restriction = await scope.Restrictions.RestrictAsync(ada, RestrictionGround.AccuracyContested, Choices.Web);

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => scope.Restrictions.LiftAsync(ada, restriction.Id, Lift(shop.Clock.UtcNow.AddMilliseconds(1))));
        await Assert.ThrowsAsync<ArgumentException>(
            () => scope.Restrictions.LiftAsync(ada, restriction.Id, Lift(shop.Clock.UtcNow) with { InformedBy = "" }));
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Restrictions.RestrictAsync(ada, default, Choices.Web));

        Assert.Contains("18(3)", error.Message, StringComparison.Ordinal);
        Assert.False(await scope.Guard.CanProcessAsync(ada, ShopPurposes.Service));
    }

    private static RestrictionLift Lift(DateTimeOffset informedAt) => new()
    {
        LiftedBy = "desk 4",
        InformedBy = "letter",
        PersonInformedAt = informedAt,
    };
}
