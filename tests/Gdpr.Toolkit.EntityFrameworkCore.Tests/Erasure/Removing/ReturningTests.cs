using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Removing;

/// <summary>A removed person does not come back, whatever is written under their key, and is in nobody's way.</summary>
public class ReturningTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Somebody_else_can_have_the_unique_values_of_a_removed_person(TestDatabase database)
    {
        await using var library = await LibraryHost.StartAsync<TphLibrary>(database);
        var id = await RemovedAsync(library);

        var again = await library.AddAsync(LibraryHost.Ada());

        await using var scope = library.NewScope();
        Assert.NotEqual(id, again);
        Assert.Equal(again, (await scope.Context.Readers.SingleAsync(r => r.Email == "ada@library.test")).Id);
        Assert.Equal(again, (await scope.Context.Readers.IgnoreQueryFilters().SingleAsync(r => r.Home.Phone == "+46701234567")).Id);
    }

    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task An_upsert_by_key_finds_no_row(TestDatabase database, bool erased)
    {
        await using var library = await LibraryHost.StartAsync<TphLibrary>(database);
        var id = await RemovedAsync(library);
        await using var scope = library.NewScope();
        if (erased)
        {
            await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Reader>(id)));
        }

        scope.Context.Update(new Researcher { Id = id, Name = null!, Email = null!, Nickname = "returned", Branch = 1 });

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => scope.Context.SaveChangesAsync());
        Assert.Equal(0, Convert.ToInt32(await library.RawAsync("""SELECT COUNT(*) FROM "Readers" WHERE "ErasureRequestedAt" IS NULL OR "Nickname" = 'returned'"""), null));
    }

    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task Adding_under_the_key_of_a_removed_person_says_whose_it_is(TestDatabase database, bool async)
    {
        await using var library = await LibraryHost.StartAsync<TphLibrary>(database);
        var id = await RemovedAsync(library);
        await using var scope = library.NewScope();
        await using var transaction = await scope.Context.Database.BeginTransactionAsync();
        scope.Context.Add(new Reader { Id = id, Name = "Ada again", Email = "ada@library.test", Branch = 1 });

        var refusal = async
            ? await Assert.ThrowsAsync<DbUpdateException>(() => scope.Context.SaveChangesAsync())
            : Assert.Throws<DbUpdateException>(() => scope.Context.SaveChanges());

        Assert.Contains("removed", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.InnerException);
    }

    [Fact]
    public async Task A_removal_and_an_addition_under_the_same_key_are_refused_in_one_save()
    {
        await using var library = await LibraryHost.StartAsync<TphLibrary>(TestDatabase.Sqlite);
        var id = await library.AddAsync(LibraryHost.Bob());
        await using var scope = library.NewScope();
        scope.Context.Remove(await scope.Context.Readers.SingleAsync());
        scope.Context.Add(new Reader { Id = id, Name = "Bob again", Email = "bob@library.test", Branch = 1 });

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());

        Assert.Contains("new key", refusal.Message, StringComparison.Ordinal);
        await using var later = library.NewScope();
        Assert.Equal("Bob", (await later.Context.Readers.SingleAsync()).Name);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Who_edits_a_person_whom_somebody_else_removes_is_told(TestDatabase database)
    {
        await using var library = await LibraryHost.StartAsync<TphLibrary>(database);
        await library.AddAsync(LibraryHost.Bob());
        await using var editor = library.NewScope();
        var bob = await editor.Context.Readers.SingleAsync();
        await using (var other = library.NewScope())
        {
            other.Context.Remove(await other.Context.Readers.SingleAsync());
            await other.Context.SaveChangesAsync();
        }

        bob.Name = "Robert";
        var conflict = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => editor.Context.SaveChangesAsync());

        // The usual way to let the client win must not show the person again.
        var entry = conflict.Entries.Single(found => found.Entity == bob);
        entry.OriginalValues.SetValues((await entry.GetDatabaseValuesAsync())!);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => editor.Context.SaveChangesAsync());
        Assert.Contains("shown again", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_removal_that_fails_can_be_saved_again(TestDatabase database)
    {
        await using var library = await LibraryHost.StartAsync<TphLibrary>(database);
        var id = await library.AddAsync(LibraryHost.Ada());
        await using var scope = library.NewScope();
        var ada = await scope.Context.Readers.SingleAsync();
        scope.Context.Remove(ada);
        var genre = scope.Context.Add(new Genre { Title = null! });
        await Assert.ThrowsAsync<DbUpdateException>(() => scope.Context.SaveChangesAsync());

        genre.Entity.Title = "Poetry";
        await scope.Context.SaveChangesAsync();

        Assert.Equal(EntityState.Detached, scope.Context.Entry(ada).State);
        Assert.Null(await scope.Context.Readers.FindAsync(id));
        Assert.Single(await scope.Erasure.ListPendingAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_is_written_to_a_removed_person_gets_no_tag(TestDatabase database)
    {
        await using var library = await LibraryHost.StartAsync<TphLibrary>(database);
        var id = await RemovedAsync(library);
        await using var scope = library.NewScope();
        var ada = await scope.Context.Readers.IgnoreQueryFilters().SingleAsync(r => r.Id == id);
        ada.Email = "lovelace@library.test";

        await scope.Context.SaveChangesAsync();

        Assert.Null(await library.RawAsync("""SELECT "EmailIndex" FROM "Readers" """));
    }

    private static async Task<Guid> RemovedAsync(TestHost<TphLibrary> library)
    {
        var id = await library.AddAsync(LibraryHost.Ada());
        await using var scope = library.NewScope();
        scope.Context.Remove(await scope.Context.Readers.SingleAsync(r => r.Id == id));
        await scope.Context.SaveChangesAsync();
        return id;
    }
}
