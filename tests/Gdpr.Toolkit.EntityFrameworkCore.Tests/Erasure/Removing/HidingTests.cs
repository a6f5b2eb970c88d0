using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Removing;

/// <summary>Removed people are hidden beside the application's own filters, and each filter can be left out by its name.</summary>
public class HidingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_filter_hides_its_own_and_is_left_out_alone(TestDatabase database)
    {
        await using var library = await LibraryHost.StartAsync<TphLibrary>(database);
        await library.AddAsync(Named("here"));
        await library.AddAsync(Named("elsewhere", reader => reader.Branch = 2));
        await library.AddAsync(Named("archived", reader => reader.IsArchived = true));
        await library.AddAsync(Named("removed"));
        await library.AddAsync(Named("removed elsewhere", reader => reader.Branch = 2));
        await using var scope = library.NewScope();
        var readers = scope.Context.Readers;
        scope.Context.RemoveRange((await readers.IgnoreQueryFilters().ToListAsync()).Where(r => r.Name.StartsWith("removed", StringComparison.Ordinal)));
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();

        Assert.Equal(["here"], await NamesAsync(readers));
        Assert.Equal(["elsewhere", "here"], await NamesAsync(readers.IgnoreQueryFilters(["Branch"])));
        Assert.Equal(["archived", "here"], await NamesAsync(readers.IgnoreQueryFilters(["Archived"])));
        Assert.Equal(["here", "removed"], await NamesAsync(readers.IgnoreQueryFilters(["Gdpr.Erased"])));
        Assert.Equal(["elsewhere", "here", "removed", "removed elsewhere"], await NamesAsync(readers.IgnoreQueryFilters(["Gdpr.Erased", "Branch"])));
        Assert.Equal(5, await readers.IgnoreQueryFilters().CountAsync());
        scope.Context.Branch = 2;
        Assert.Equal(["elsewhere"], await NamesAsync(readers));
    }

    /// <summary>What docs/erasure.md says of required navigations: EF's inner join takes the rows along.</summary>
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_behind_a_required_link_vanish_with_the_person_and_are_found_by_name(TestDatabase database)
    {
        await using var library = await LibraryHost.StartAsync<TphLibrary>(database);
        await library.AddAsync(LibraryHost.Ada());
        await using var scope = library.NewScope();
        scope.Context.Remove(await scope.Context.Readers.SingleAsync());
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();
        var loans = scope.Context.Loans;

        Assert.Equal(1, await loans.CountAsync());
        Assert.Empty(await loans.Include(l => l.Reader).ToListAsync());
        Assert.Empty(await loans.Where(l => l.Reader.Branch == 1).ToListAsync());
        Assert.Single(await loans.Include(l => l.Reader).IgnoreQueryFilters(["Gdpr.Erased"]).ToListAsync());
        Assert.Single(await loans.Where(l => l.Title == null || l.ReaderId != Guid.Empty).ToListAsync());
        Assert.Equal(0, await scope.Context.Set<Genre>().SelectMany(g => g.Readers).CountAsync());
        Assert.Empty((await scope.Context.Set<Genre>().Include(g => g.Readers).AsNoTracking().SingleAsync()).Readers);
    }

    [Fact]
    public async Task Removed_people_are_not_deleted_by_a_query()
    {
        await using var library = await LibraryHost.StartAsync<TphLibrary>(TestDatabase.Sqlite);
        await using var scope = library.NewScope();

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.Readers.IgnoreQueryFilters().ExecuteDeleteAsync());
    }

    private static Task<string[]> NamesAsync(IQueryable<Reader> readers)
        => readers.Select(r => r.Name).ToArrayAsync().ContinueWith(names => names.Result.Order(StringComparer.Ordinal).ToArray(), TaskScheduler.Default);

    private static Reader Named(string name, Action<Reader>? change = null)
    {
        var reader = new Reader { Name = name, Email = $"{name.Replace(' ', '.')}@library.test", Branch = 1 };
        change?.Invoke(reader);
        return reader;
    }
}
