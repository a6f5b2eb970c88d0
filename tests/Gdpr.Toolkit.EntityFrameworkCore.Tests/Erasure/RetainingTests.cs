using Gdpr.Toolkit.EntityFrameworkCore.Tests.Club;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

public class RetainingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_last_day_is_counted_from_the_financial_year_in_the_controllers_time_zone(TestDatabase database)
    {
        await using var club = await ClubHost.StartAsync(database);
        // 30 June 23:30 in UTC is 1 July in Stockholm, and so the next financial year.
        var member = await club.AddAsync(Grace(new DateTimeOffset(2024, 6, 30, 23, 30, 0, TimeSpan.Zero)));
        await using var scope = club.NewScope();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Member>(member));

        var amount = Assert.Single(plan.Decisions, decision => decision is { Entity: "Donation", Property: "Amount" });
        Assert.Equal(ErasureAction.Retain, amount.Action);
        Assert.Equal(new DateOnly(2032, 12, 31), amount.RetainedUntil);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_record_whose_period_has_not_begun_is_kept_without_an_end(TestDatabase database)
    {
        await using var club = await ClubHost.StartAsync(database);
        var member = await club.AddAsync(Grace(receivedAt: null));
        await using var scope = club.NewScope();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Member>(member));

        var amount = Assert.Single(plan.Decisions, decision => decision is { Entity: "Donation", Property: "Amount" });
        Assert.Equal(ErasureAction.Retain, amount.Action);
        Assert.Null(amount.RetainedUntil);
        Assert.Contains("not begun", amount.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_a_retained_record_refers_to_stays_without_its_personal_data(TestDatabase database)
    {
        await using var club = await ClubHost.StartAsync(database);
        var grace = Grace(new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero));
        grace.Bookings.Add(new Booking { Remark = "Lane 4", Lines = { new BookingLine { Hours = 2 } }, Donations = { } });
        grace.Bookings.Add(new Booking { Remark = "Lane 5", Lines = { new BookingLine { Hours = 3 } } });
        var member = await club.AddAsync(grace);
        await using var scope = club.NewScope();
        var donation = await scope.Context.Donations.SingleAsync();
        donation.BookingId = (await scope.Context.Bookings.SingleAsync(booking => booking.Remark == "Lane 4")).Id;
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Member>(member)));

        Assert.True(certificate.IsComplete);
        var kept = await scope.Context.Bookings.Include(booking => booking.Lines).SingleAsync();
        Assert.Equal(donation.BookingId, kept.Id);
        Assert.Null(kept.Remark);
        Assert.Equal(2, Assert.Single(kept.Lines).Hours);
        Assert.Equal(500m, (await scope.Context.Donations.SingleAsync()).Amount);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_person_without_any_record_to_keep_keeps_nothing(TestDatabase database)
    {
        await using var club = await ClubHost.StartAsync(database);
        var member = new Member { Name = "Grace Hopper", Age = 85, Memberships = { new Membership { Team = new Team { Title = "Sailing" }, Shirts = 2 } } };
        await club.AddAsync(member);
        await using var scope = club.NewScope();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Member>(member.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Empty(certificate.Retained);
        var hidden = await scope.Context.Members.IgnoreQueryFilters().SingleAsync();
        Assert.Equal("", hidden.Name);
        Assert.Equal(0, hidden.Age);
        Assert.Equal("Sailing", (await scope.Context.Teams.SingleAsync()).Title);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Join_rows_without_a_class_of_their_own_are_deleted_and_listed(TestDatabase database)
    {
        await using var club = await ClubHost.StartAsync(database);
        var member = await club.AddAsync(new Member { Name = "Grace Hopper", Interests = { new Interest { Title = "Compilers" } } });
        await using var scope = club.NewScope();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Member>(member)));

        Assert.True(certificate.IsComplete);
        Assert.Equal("Compilers", (await scope.Context.Set<Interest>().SingleAsync()).Title);
        Assert.Equal(0, await scope.Context.Set<Dictionary<string, object>>("InterestMember").CountAsync());
        var links = Assert.Single(certificate.Entries, entry => entry.Property == "*");
        Assert.Equal(("InterestMember", FieldErasureOutcome.Erased, 1), (links.Entity, links.Outcome, links.Rows));
    }

    [Fact]
    public async Task A_plan_that_could_not_be_carried_out_is_refused_while_it_is_made()
    {
        await using var club = await ClubHost.StartAsync(TestDatabase.Sqlite);
        var grace = Grace(new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero));
        grace.Rides.Add(new Ride { Seats = 4 });
        var member = await club.AddAsync(grace);
        await using var scope = club.NewScope();
        (await scope.Context.Donations.SingleAsync()).RideId = (await scope.Context.Set<Ride>().SingleAsync()).Id;
        await scope.Context.SaveChangesAsync();

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => scope.Erasure.PlanAsync(DataSubject.Of<Member>(member)));

        Assert.Contains("'Ride.Seats'", refused.Message, StringComparison.Ordinal);
    }

    private static Member Grace(DateTimeOffset? receivedAt) => new()
    {
        Name = "Grace Hopper",
        Age = 85,
        Donations = { new Donation { Amount = 500m, ReceivedAt = receivedAt } },
    };
}
