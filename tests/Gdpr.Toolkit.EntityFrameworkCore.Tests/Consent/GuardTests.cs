using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Consent;

public class GuardTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_purpose_by_consent_is_allowed_only_while_consent_is_given(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        var reasons = new List<PurposeStatusReason> { await ReasonAsync() };

        await scope.Consent.RefuseAsync(ada, Choices.Survey, Choices.Ticked());
        reasons.Add(await ReasonAsync());
        await scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked() with { ExpiresAt = shop.Clock.UtcNow.AddDays(1) });
        reasons.Add(await ReasonAsync());
        shop.Clock.Advance(TimeSpan.FromDays(1));
        reasons.Add(await ReasonAsync());
        await scope.Consent.WithdrawAsync(ada, Choices.Survey, Choices.Web);
        reasons.Add(await ReasonAsync());

        Assert.Equal(
            [
                PurposeStatusReason.ConsentMissing, PurposeStatusReason.ConsentRefused, PurposeStatusReason.ConsentGiven,
                PurposeStatusReason.ConsentExpired, PurposeStatusReason.ConsentWithdrawn,
            ],
            reasons);

        async Task<PurposeStatusReason> ReasonAsync()
        {
            var status = await scope.Guard.LoadStatusAsync(ada, Choices.Survey);
            Assert.Equal(status.Reason == PurposeStatusReason.ConsentGiven, status.MayProcess);
            return status.Reason;
        }
    }

    [Fact]
    public async Task A_role_without_a_legal_basis_is_denied()
    {
        await using var shop = await Choices.StartAsync(
            TestDatabase.Sqlite,
            options => options.ConfigureToolkit = gdpr => gdpr.Purpose("payroll", p => p.For(DataSubjectRole.Employee).On(LegalBasis.Contract)));
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        var status = await scope.Guard.LoadStatusAsync(ada, "payroll");

        Assert.Equal((ProcessingVerdict.Denied, PurposeStatusReason.NoLegalBasis), (status.Verdict, status.Reason));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Nobody_is_allowed_whom_nobody_knows(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Guard.CanProcessAsync(DataSubject.Of<Customer>(4711), ShopPurposes.Service));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Guard.CanProcessAsync(ada, "unheard-of"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Guard.CanProcessAsync(DataSubject.Of<Invoice>(1), ShopPurposes.Service));
        scope.Context.Remove(await scope.Context.Customers.SingleAsync());
        await scope.Context.SaveChangesAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Guard.CanProcessAsync(ada, ShopPurposes.Service));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked()));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Choices_whose_keys_are_gone_are_an_error_and_never_no_record(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using (var scope = shop.NewScope())
        {
            await scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web);
        }

        await shop.ExecuteRawAsync("""DELETE FROM "GdprKeys" """);
        await shop.ExecuteRawAsync("""DELETE FROM "GdprRoots" """);
        await shop.ExecuteRawAsync("""DELETE FROM "GdprEpochs" """);
        await using var other = shop.StartAnotherShopWithChoices();
        await using var later = other.NewScope();

        var reading = await Assert.ThrowsAsync<InvalidOperationException>(() => later.Guard.CanProcessAsync(ada, Choices.Newsletter));
        var writing = await Assert.ThrowsAsync<InvalidOperationException>(() => later.Suppressions.AddAsync(ContactPoint.Email("ada@example.org")));
        later.Context.Add(ShopHost.Bob());
        await Assert.ThrowsAsync<InvalidOperationException>(() => later.Context.SaveChangesAsync());
        Assert.Contains("Restore the key tables", reading.Message, StringComparison.Ordinal);
        Assert.Equal(reading.Message, writing.Message);
    }

    [Fact]
    public async Task Everything_can_be_cancelled()
    {
        await using var shop = await Choices.StartAsync(TestDatabase.Sqlite);
        var ada = await shop.AddAdaAsync();
        await using var scope = shop.NewScope();
        var cancelled = new CancellationToken(canceled: true);
        var address = ContactPoint.Email("ada@example.org");
        var assessment = new ObjectionAssessment("desk 4", "none");
        var lift = new RestrictionLift { LiftedBy = "desk 4", InformedBy = "letter", PersonInformedAt = shop.Clock.UtcNow };
        Func<Task>[] calls =
        [
            () => scope.Consent.GiveAsync(ada, Choices.Survey, Choices.Ticked(), cancelled),
            () => scope.Consent.RefuseAsync(ada, Choices.Survey, Choices.Ticked(), cancelled),
            () => scope.Consent.WithdrawAsync(ada, Choices.Survey, Choices.Web, cancelled),
            () => scope.Consent.InvalidateAsync(ada, Choices.Survey, Choices.Web, cancelled),
            () => scope.Consent.LoadStatusAsync(ada, Choices.Survey, cancelled),
            () => scope.Consent.LoadHistoryAsync(ada, null, cancelled),
            () => scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web, cancellationToken: cancelled),
            () => scope.Objections.UpholdAsync(ada, Guid.Empty, assessment, cancelled),
            () => scope.Objections.OverrideAsync(ada, Guid.Empty, assessment, cancelled),
            () => scope.Objections.WithdrawAsync(ada, Guid.Empty, Choices.Web, cancelled),
            () => scope.Objections.LoadHistoryAsync(ada, cancelled),
            () => scope.Restrictions.RestrictAsync(ada, RestrictionGround.LegalClaims, Choices.Web, cancellationToken: cancelled),
            () => scope.Restrictions.LiftAsync(ada, Guid.Empty, lift, cancelled),
            () => scope.Restrictions.LoadHistoryAsync(ada, cancelled),
            () => scope.Suppressions.AddAsync(address, cancelled),
            () => scope.Suppressions.ContainsAsync(address, cancelled),
            () => scope.Suppressions.RemoveAsync(address, cancelled),
            () => scope.Guard.CanProcessAsync(ada, Choices.Newsletter, cancelled),
            () => scope.Guard.CanContactAsync(ada, Choices.Newsletter, address, cancelled),
        ];

        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
        }

        Assert.Equal(0, await shop.CountAsync("GdprConsents") + await shop.CountAsync("GdprSuppressions"));
    }
}
