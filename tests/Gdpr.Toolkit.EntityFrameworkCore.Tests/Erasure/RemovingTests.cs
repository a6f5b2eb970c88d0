using System.Globalization;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Club;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

public class RemovingTests
{
    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task Removing_keeps_the_rows_that_hang_on_the_person_and_their_links(TestDatabase database, bool async)
    {
        await using var club = await ClubHost.StartAsync(database);
        var id = await club.AddAsync(Alan());
        await using var scope = club.NewScope();
        var alan = await scope.Context.Members.Include(m => m.Hints).Include(m => m.Bookings).ThenInclude(b => b.Lines).SingleAsync();

        scope.Context.Remove(alan);
        var _ = async ? await scope.Context.SaveChangesAsync() : scope.Context.SaveChanges();

        scope.Context.ChangeTracker.Clear();
        Assert.Empty(await scope.Context.Members.ToListAsync());
        Assert.Equal(id, (await scope.Context.Hints.SingleAsync()).MemberId);
        Assert.Single((await scope.Context.Bookings.Include(b => b.Lines).SingleAsync()).Lines);
        Assert.Null(await scope.Context.Members.FindAsync(id));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_removal_that_is_rolled_back_leaves_everything_as_it_was(TestDatabase database)
    {
        await using var club = await ClubHost.StartAsync(database);
        await club.AddAsync(Alan());
        await using (var scope = club.NewScope())
        {
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            scope.Context.Remove(await scope.Context.Members.SingleAsync());
            await scope.Context.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        await using var later = club.NewScope();
        Assert.Equal("Alan Turing", (await later.Context.Members.SingleAsync()).Name);
        Assert.Empty(await later.Erasure.ListPendingAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Removals_wait_for_their_erasure_in_order(TestDatabase database)
    {
        await using var club = await ClubHost.StartAsync(database);
        var first = await club.AddAsync(Alan());
        var second = await club.AddAsync(Alan());
        foreach (var id in new[] { first, second })
        {
            await using var scope = club.NewScope();
            scope.Context.Remove(await scope.Context.Members.SingleAsync(m => m.Id == id));
            await scope.Context.SaveChangesAsync();
            club.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await using var later = club.NewScope();
        Assert.Equal([DataSubject.Of<Member>(first), DataSubject.Of<Member>(second)], await later.Erasure.ListPendingAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_application_that_filters_without_a_name_keeps_its_filter(TestDatabase database)
    {
        await using var club = await ClubHost.StartAsync(database);
        var id = await club.AddAsync(new Member { Name = "banned" });
        await using var scope = club.NewScope();

        Assert.Empty(await scope.Context.Members.ToListAsync());
        Assert.Single(await scope.Context.Members.IgnoreQueryFilters().ToListAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.PlanAsync(DataSubject.Of<Member>(id)));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_that_the_application_hides_from_itself_are_erased_as_well(TestDatabase database)
    {
        await using var club = await ClubHost.StartAsync(database);
        var alan = Alan();
        alan.Hints.Add(new Hint { Text = "deleted by the application" });
        var id = await club.AddAsync(alan);
        await using var scope = club.NewScope();
        Assert.Equal(1, await scope.Context.Hints.CountAsync());

        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Member>(id)));

        Assert.Equal(0, await scope.Context.Hints.IgnoreQueryFilters().CountAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_person_who_never_had_a_key_gets_a_tombstone_and_a_reference(TestDatabase database)
    {
        await using var club = await ClubHost.StartAsync(database);
        var id = await club.AddAsync(Alan());
        await using var scope = club.NewScope();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Member>(id)));

        Assert.True(certificate.IsComplete);
        var tombstones = await club.RawAsync($"""SELECT COUNT(*) FROM "GdprKeys" WHERE "State" = {(int)KeyState.Shredded} AND "Wrapped" IS NULL""");
        Assert.Equal(1, Convert.ToInt32(tombstones, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_erasure_is_refused_inside_a_transaction_and_with_unsaved_changes()
    {
        await using var club = await ClubHost.StartAsync(TestDatabase.Sqlite);
        var id = await club.AddAsync(Alan());
        await using var scope = club.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Member>(id));

        await using (await scope.Context.Database.BeginTransactionAsync())
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.EraseAsync(plan));
        }

        scope.Context.Add(new Team { Title = "Chess" });
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.EraseAsync(plan));
        Assert.Single(scope.Context.ChangeTracker.Entries());
    }

    [Fact]
    public async Task A_plan_of_yesterday_is_stale()
    {
        await using var club = await ClubHost.StartAsync(TestDatabase.Sqlite);
        var id = await club.AddAsync(Alan());
        await using var scope = club.NewScope();
        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Member>(id));

        club.Clock.Advance(TimeSpan.FromDays(1));

        await Assert.ThrowsAsync<StaleErasurePlanException>(() => scope.Erasure.EraseAsync(plan));
        Assert.Equal("Alan Turing", (await scope.Context.Members.SingleAsync()).Name);
    }

    private static Member Alan() => new()
    {
        Name = "Alan Turing",
        Age = 41,
        Hints = { new Hint { Text = "Runs marathons" } },
        Bookings = { new Booking { Remark = "Chess room", Lines = { new BookingLine { Hours = 4 } } } },
    };
}
