using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Rights;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Consent;

/// <summary>Whom the application hides can choose all the same; whom it separates is not there.</summary>
public class ChoiceBoundaryTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Somebody_whom_the_application_hides_can_object(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var ada = await AddAsync(host, new BoundaryTests.Guest { Hotel = 1, Name = "Ada", IsHidden = true });
        await using var scope = host.NewScope();

        await scope.Objections.ObjectAsync(ada, Choices.Newsletter, Choices.Web);

        Assert.False(await scope.Guard.CanProcessAsync(ada, Choices.Newsletter));
        Assert.Single(await scope.Objections.LoadHistoryAsync(ada));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Nobodys_choices_are_read_or_made_behind_a_boundary(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var stranger = await AddAsync(host, new BoundaryTests.Guest { Hotel = 2, Name = "Eve" });
        await using var scope = host.NewScope();
        Func<Task>[] calls =
        [
            () => scope.Objections.ObjectAsync(stranger, Choices.Newsletter, Choices.Web),
            () => scope.Restrictions.RestrictAsync(stranger, RestrictionGround.LegalClaims, Choices.Web),
            () => scope.Guard.CanProcessAsync(stranger, Choices.Newsletter),
            () => scope.Consent.LoadHistoryAsync(stranger),
            () => scope.Objections.LoadHistoryAsync(stranger),
            () => scope.Restrictions.LoadHistoryAsync(stranger),
        ];

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(call);
            Assert.Contains("within the boundaries", error.Message, StringComparison.Ordinal);
        }
    }

    private static Task<TestHost<BoundaryTests.HotelContext>> StartAsync(TestDatabase database)
        => TestHost<BoundaryTests.HotelContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr
            .Purpose("stay", p => p.On(LegalBasis.Contract))
            .Purpose(Choices.Newsletter, p => p.AsDirectMarketing().On(LegalBasis.LegitimateInterests, "filling our rooms")));

    private static async Task<DataSubject> AddAsync(TestHost<BoundaryTests.HotelContext> host, BoundaryTests.Guest guest)
    {
        await using var scope = host.NewScope();
        scope.Context.Add(guest);
        await scope.Context.SaveChangesAsync();
        return DataSubject.Of<BoundaryTests.Guest>(guest.Id);
    }
}
