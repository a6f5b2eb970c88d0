using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Integrity;

public class ReassignmentTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_moves_and_is_encrypted_for_its_new_person(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        var (ada, bob) = await PeopleAsync(host);
        var before = await host.RawAsync("""SELECT "Receipt" FROM "Letters" ORDER BY "Id" LIMIT 1""");
        await using (var scope = host.NewScope())
        {
            var letter = await scope.Context.Letters.SingleAsync(row => row.HolderId == ada);
            Assert.Equal(1, await scope.Context.ReassignAsync(letter, DataSubject.Of<Holder>(bob), "booked on the wrong one"));
            Assert.Empty(scope.Context.ChangeTracker.Entries());
        }

        await using var reading = host.NewScope();
        Assert.Equal(bob, (await reading.Context.Letters.SingleAsync(row => row.Text == "dear ada")).HolderId);
        Assert.NotEqual(before, await host.RawAsync("""SELECT "Receipt" FROM "Letters" ORDER BY "Id" LIMIT 1"""));
        Assert.True((await reading.Context.VerifyIntegrityAsync()).IsIntact);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_that_hang_on_it_move_with_it(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        var (ada, bob) = await PeopleAsync(host);
        await using (var scope = host.NewScope())
        {
            var box = await scope.Context.Boxes.SingleAsync(row => row.HolderId == ada);
            Assert.Equal(1, await scope.Context.ReassignAsync(box, DataSubject.Of<Holder>(bob), "booked on the wrong one"));
        }

        await using var reading = host.NewScope();
        Assert.Equal(["on ada", "on bob"], (await reading.Context.Set<Paper>().ToListAsync()).Select(paper => paper.Title).Order());
        Assert.Equal(2, await reading.Context.Boxes.CountAsync(row => row.HolderId == bob));
        Assert.True((await reading.Context.VerifyIntegrityAsync()).IsIntact);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_was_moved_is_under_the_new_persons_key_in_all_tables_of_its_row(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        var (ada, bob) = await PeopleAsync(host);
        await using (var scope = host.NewScope())
        {
            var vehicle = await scope.Context.Set<Vehicle>().SingleAsync(row => row.HolderId == ada);
            await scope.Context.ReassignAsync(vehicle, DataSubject.Of<Holder>(bob), "sold");
        }

        Assert.Equal(await KeyIdAsync(host, "Vehicle", "Plate", "DESC"), await KeyIdAsync(host, "Vehicle", "Plate", "ASC"));
        Assert.Equal(await KeyIdAsync(host, "Car", "Engine", "DESC"), await KeyIdAsync(host, "Car", "Engine", "ASC"));
        await using var reading = host.NewScope();
        Assert.Equal(["ada 1", "bob 1"], (await reading.Context.Set<Vehicle>().ToListAsync()).Select(vehicle => vehicle.Plate).Order());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_link_by_another_key_is_followed(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        var (_, bob) = await PeopleAsync(host);
        await using (var scope = host.NewScope())
        {
            var card = await scope.Context.Cards.SingleAsync(row => row.Code == "code 1");
            await scope.Context.ReassignAsync(card, DataSubject.Of<Holder>(bob), "booked on the wrong one");
        }

        await using var reading = host.NewScope();
        Assert.Equal(2, await reading.Context.Cards.CountAsync(row => row.Code == "code 2"));
        Assert.True((await reading.Context.VerifyIntegrityAsync()).IsIntact);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_fails_changes_nothing(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        var (ada, bob) = await PeopleAsync(host);
        await host.CopyAsync("Letters", "Receipt");
        await using var scope = host.NewScope();
        var letter = new RegisteredLetter { Id = Convert.ToInt32(await host.RawAsync("""SELECT MIN("Id") FROM "Letters" """), null) };

        await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.ReassignAsync(letter, DataSubject.Of<Holder>(bob), "reason"));

        Assert.Equal(ada, await scope.Context.Letters.Where(row => row.Id == letter.Id).Select(row => row.HolderId).SingleAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_cannot_move_says_the_way_out(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        var (ada, bob) = await PeopleAsync(host);
        await using var scope = host.NewScope();
        var context = scope.Context;
        var to = DataSubject.Of<Holder>(bob);

        await Assert.ThrowsAsync<NotSupportedException>(() => context.ReassignAsync(context.Holders.Single(row => row.Id == ada), to, "reason"));
        var further = await Assert.ThrowsAsync<NotSupportedException>(() => context.ReassignAsync(context.Set<Paper>().First(), to, "reason"));
        Assert.Contains("'Box'", further.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => context.ReassignAsync(context.Letters.First(), DataSubject.Of<Member>("ada"), "reason"));
        await Assert.ThrowsAsync<ArgumentException>(() => context.ReassignAsync(context.Letters.First(), to, " "));
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.ReassignAsync(context.Letters.First(), DataSubject.Of<Holder>(99), "reason"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.ReassignAsync(new Letter { Id = 99 }, to, "reason"));
        context.Letters.First().Text = "unsaved";
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.ReassignAsync(context.Letters.First(), to, "reason"));
    }

    [Theory]
    [OnSqlite]
    public async Task The_refusal_of_saving_names_it_and_the_log_tells_of_it(TestDatabase database)
    {
        using var log = new RecordedLogs();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var host = await Holders.StartAsync(database, options => options.ConfigureContext = context => context.UseLoggerFactory(loggers));
        var (ada, bob) = await PeopleAsync(host);
        await using var scope = host.NewScope();
        var letter = await scope.Context.Letters.SingleAsync(row => row.HolderId == ada);
        letter.HolderId = bob;
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());
        Assert.Contains("ReassignAsync", refused.Message, StringComparison.Ordinal);
        scope.Context.ChangeTracker.Clear();

        await scope.Context.ReassignAsync(letter, DataSubject.Of<Holder>(bob), "booked on the wrong one");

        var (id, message) = Assert.Single(log.Entries);
        Assert.Equal(1030, id);
        Assert.Contains("booked on the wrong one", message, StringComparison.Ordinal);
    }

    private static async Task<string> KeyIdAsync(TestHost<HoldersContext> host, string table, string column, string order)
        => Convert.ToHexString(((byte[])(await host.RawAsync($"""SELECT "{column}" FROM "{table}" ORDER BY "Id" {order} LIMIT 1"""))!).AsSpan(2, 16));

    private static async Task<(int Ada, int Bob)> PeopleAsync(TestHost<HoldersContext> host)
    {
        await using var scope = host.NewScope();
        var ids = await scope.Context.Holders.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
        return (ids[0], ids[1]);
    }
}
