using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Integrity;

/// <summary>A value of somebody else is refused while EF makes an object of its row.</summary>
public class MaterializationTests
{
    private static readonly Dictionary<string, Func<HoldersContext, IQueryable<object>>> Places = new()
    {
        ["Holders.Name"] = context => context.Holders,
        ["Holders.Diagnosis"] = context => context.Holders,
        ["Holders.Home_Street"] = context => context.Holders,
        ["Holders.Contact_Phone"] = context => context.Holders,
        ["Workplaces.Street.HolderId"] = context => context.Holders,
        ["Letters.Text"] = context => context.Letters,
        ["Letters.Receipt"] = context => context.Set<RegisteredLetter>(),
        ["Vehicle.Plate"] = context => context.Set<Vehicle>(),
        ["Car.Engine"] = context => context.Set<Vehicle>(),
        ["Cat.Chip"] = context => context.Set<Pet>(),
        ["Paper.Text"] = context => context.Set<Paper>(),
        ["Cards.Back"] = context => context.Cards,
        ["Member.Name"] = context => context.Set<Member>(),
        ["Visitor.Name"] = context => context.Set<Visitor>(),
        ["Seat.Name.Number"] = context => context.Set<Seat>(),
        ["Ticket.Text"] = context => context.Set<Ticket>(),
    };

    public static TheoryData<string> PlaceNames => [.. Places.Keys];

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public Task A_value_copied_from_another_person_is_refused(string place) => RefusesAsync(TestDatabase.Sqlite, place);

    [Theory]
    [OnPostgres("Holders.Name")]
    [OnPostgres("Letters.Text")]
    [OnPostgres("Visitor.Name")]
    public Task A_value_copied_from_another_person_is_refused_on_a_server(TestDatabase database, string place) => RefusesAsync(database, place);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Everything_that_was_not_touched_is_read(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);

        foreach (var query in Places.Values)
        {
            await using var scope = host.NewScope();
            Assert.Equal(2, (await query(scope.Context).ToListAsync()).Count);
            Assert.Equal(2, (await query(scope.Context).AsNoTracking().ToListAsync()).Count);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_shadow_property_is_looked_at_where_it_is_read(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await host.CopyAsync("Holders", "Secret");

        await using var scope = host.NewScope();

        await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.Holders.ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_message_names_the_member_and_nobody(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await host.CopyAsync("Letters", "Text");

        await using var scope = host.NewScope();
        var refused = await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.Holders.Include(row => row.Letters).ToListAsync());

        Assert.Contains("'Letter.Text'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("VerifyIntegrityAsync", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", refused.Message, StringComparison.Ordinal);
        Assert.Empty(scope.Context.ChangeTracker.Entries<Letter>());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_context_goes_on_after_a_refusal(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await host.CopyAsync("Letters", "Text");
        await using var scope = host.NewScope();
        await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.Letters.ToListAsync());

        Assert.Equal(2, (await scope.Context.Holders.ToListAsync()).Count);
        Assert.Equal("dear bob", (await scope.Context.Letters.OrderByDescending(row => row.Id).FirstAsync()).Text);
        await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.Letters.OrderBy(row => row.Id).FirstAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_whose_person_two_links_away_is_tracked_is_compared_with_them(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await host.CopyAsync("Paper", "Text");
        await host.CopyAsync("Paper", "Title");

        await using var scope = host.NewScope();

        Assert.Equal(2, await scope.Context.Set<Paper>().AsNoTracking().CountAsync(paper => paper.Text != null));
        await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.Boxes.Include(box => box.Papers).ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_whose_link_was_changed_below_is_refused(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await host.ExecuteRawAsync("""UPDATE "Letters" SET "HolderId" = (SELECT MAX("Id") FROM "Holders")""");

        await using var scope = host.NewScope();

        await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.Letters.AsNoTracking().ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_that_belongs_to_nobody_any_more_is_read(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await host.ExecuteRawAsync("""UPDATE "Letters" SET "HolderId" = NULL""");

        await using var scope = host.NewScope();

        Assert.Equal(["dear ada", "dear bob"], (await scope.Context.Letters.ToListAsync()).Select(row => row.Text).Order());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_destroyed_value_of_somebody_else_does_not_read_as_null(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            var bob = await scope.Context.Holders.OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync();
            await scope.KeyGroups.DestroyAsync(DataSubject.Of<Holder>(bob), "medical");
        }

        await using (var scope = host.NewScope())
        {
            Assert.Equal(["ada is ill", null], (await scope.Context.Holders.OrderBy(row => row.Id).ToListAsync()).Select(row => row.Diagnosis));
        }

        await host.CopyAsync("Holders", "Diagnosis");
        await using var other = host.StartAnother();
        foreach (var process in new[] { host, other })
        {
            await using var scope = process.NewScope();
            await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.Holders.AsNoTracking().ToListAsync());
            await Assert.ThrowsAsync<WrongSubjectException>(() => scope.Context.Holders.ToListAsync());
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_of_an_open_transaction_is_read_back(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database, options => options.OwnKeyDatabase = true);
        await using var scope = host.NewScope();
        await using var transaction = await scope.Context.Database.BeginTransactionAsync();
        scope.Context.Add(new Holder { Code = "code 3", Name = "eve", Letters = { new Letter { Text = "dear eve" } } });
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();

        Assert.Equal("dear eve", (await scope.Context.Holders.Include(row => row.Letters).SingleAsync(row => row.Code == "code 3")).Letters.Single().Text);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Values_that_a_query_projects_beside_a_row_are_not_taken_for_the_rows(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await using var scope = host.NewScope();

        var pairs = await scope.Context.Holders
            .OrderBy(row => row.Id)
            .SelectMany(_ => scope.Context.Letters, (holder, letter) => new { holder.Name, Letter = letter, holder.Contact.Phone })
            .ToListAsync();

        Assert.Equal(4, pairs.Count);
    }

    [Theory]
    [OnSqlite]
    public async Task Comparing_a_person_who_was_recognised_before_allocates_nothing(TestDatabase database)
    {
        await using var host = await Holders.StartAsync(database);
        await using var scope = host.NewScope();
        var keyring = scope.Context.GetService<SubjectKeyring>();
        var owner = new KeyOwner(keyring.Realm.Find()!.SubjectReference("", nameof(DataSubjectRole.Customer), CanonicalId.Encode([1])));
        var subject = RowSubject.Of(scope.Context.Model.FindEntityType(typeof(Holder))!);
        var column = new ColumnBinding("Holder.Name", "Holder.Name");
        var row = new OpenedRow();
        CompareRow();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
        {
            CompareRow();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void CompareRow()
        {
            row.Clear();
            row.Note(default, owner, column);
            row.Note(default, owner, column);
            new RowPerson(keyring).Require(row, subject, 1);
        }
    }

    private static async Task RefusesAsync(TestDatabase database, string place)
    {
        await using var host = await Holders.StartAsync(database);
        var parts = place.Split('.');
        await host.CopyAsync(parts[0], parts[1], parts.Length > 2 ? parts[2] : "Id");
        await using var scope = host.NewScope();

        await Assert.ThrowsAsync<WrongSubjectException>(() => Places[place](scope.Context).AsNoTracking().ToListAsync());
        await Assert.ThrowsAsync<WrongSubjectException>(() => Places[place](scope.Context).ToListAsync());
        Assert.Throws<WrongSubjectException>(() => Places[place](scope.Context).ToList());
    }
}
