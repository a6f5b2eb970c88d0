using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Rows that are changed without having been read.</summary>
public class StubTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_stub_that_does_not_say_whose_it_is_is_refused_and_no_key_is_made(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        var (ada, bob) = await AddAsync(host);
        foreach (var personId in new[] { 0, bob })
        {
            await using var scope = host.NewScope();
            var stub = new Note { Id = ada.Note, PersonId = personId, Text = "" };
            scope.Context.Attach(stub);
            stub.Text = "secret";

            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());
            Assert.Throws<InvalidOperationException>(() => scope.Context.SaveChanges());

            Assert.Contains("'Note'", error.Message, StringComparison.Ordinal);
            Assert.Contains("Load the row", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(2L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_stub_with_the_right_person_is_changed(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        var (ada, _) = await AddAsync(host);
        await using (var scope = host.NewScope())
        {
            var stub = new Note { Id = ada.Note, PersonId = ada.Person, Text = "" };
            scope.Context.Attach(stub);
            stub.Text = "attached";
            await scope.Context.SaveChangesAsync();
        }

        Assert.Equal("attached", await ReadAsync(host));
        await using (var scope = host.NewScope())
        {
            scope.Context.Update(new Note { Id = ada.Note, PersonId = ada.Person, Text = "updated" });
            await scope.Context.SaveChangesAsync();
        }

        Assert.Equal("updated", await ReadAsync(host));
        Assert.Equal(2L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task Updating_a_disconnected_row_cannot_move_it_to_another_person(TestDatabase database, bool tracked)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        var (ada, bob) = await AddAsync(host);
        await using var scope = host.NewScope();
        if (tracked)
        {
            await scope.Context.People.LoadAsync();
        }

        scope.Context.Update(new Note { Id = ada.Note, PersonId = bob, Text = "Bob's now" });
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());

        Assert.Contains("moved", error.Message, StringComparison.Ordinal);
        Assert.Equal("first", await ReadAsync(host));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_new_row_does_not_take_its_person_from_a_stub(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var stub = new SupportCase
        {
            Id = await scope.Context.Cases.Where(row => row.Customer.Id == ada).Select(row => row.Id).SingleAsync(),
            Subject = "",
        };
        scope.Context.Attach(stub);
        scope.Context.Add(new SupportMessage { CaseId = stub.Id, Text = "secret" });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());

        Assert.Contains("'SupportCase'", error.Message, StringComparison.Ordinal);
    }

    private static async Task<((int Person, int Note) Ada, int Bob)> AddAsync(TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        var ada = new Person { Name = "Ada", Notes = { new Note { Text = "first" } } };
        var bob = new Person { Name = "Bob" };
        scope.Context.AddRange(ada, bob);
        await scope.Context.SaveChangesAsync();
        return ((ada.Id, ada.Notes[0].Id), bob.Id);
    }

    private static async Task<string> ReadAsync(TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        return await scope.Context.Notes.Select(row => row.Text).SingleAsync();
    }
}
