using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Removing;

/// <summary>However a person is removed, and whatever EF would have deleted with them: the person is hidden, and nothing is gone.</summary>
public abstract class RemovalMatrixTests<TLibrary>
    where TLibrary : LibraryContext
{
    [Theory]
    [OnSqlite(RemovalWay.Loaded, CascadeTiming.Immediate, true)]
    [OnSqlite(RemovalWay.Loaded, CascadeTiming.OnSaveChanges, false)]
    [OnSqlite(RemovalWay.Loaded, CascadeTiming.Never, true)]
    [OnSqlite(RemovalWay.LoadedAlone, CascadeTiming.Immediate, false)]
    [OnSqlite(RemovalWay.Stub, CascadeTiming.OnSaveChanges, true)]
    [OnSqlite(RemovalWay.Stub, CascadeTiming.Never, false)]
    [OnPostgres(RemovalWay.Loaded, CascadeTiming.Immediate, false)]
    [OnPostgres(RemovalWay.Loaded, CascadeTiming.OnSaveChanges, true)]
    [OnPostgres(RemovalWay.Loaded, CascadeTiming.Never, false)]
    [OnPostgres(RemovalWay.LoadedAlone, CascadeTiming.Immediate, true)]
    [OnPostgres(RemovalWay.Stub, CascadeTiming.OnSaveChanges, false)]
    [OnPostgres(RemovalWay.Stub, CascadeTiming.Never, true)]
    public async Task A_removed_person_is_hidden_and_loses_nothing_but_their_tags(TestDatabase database, RemovalWay way, CascadeTiming timing, bool async)
    {
        await using var library = await LibraryHost.StartAsync<TLibrary>(database);
        var id = await library.AddAsync(LibraryHost.Ada());
        await library.AddAsync(LibraryHost.Bob());
        await using (var scope = library.NewScope())
        {
            scope.Context.ChangeTracker.CascadeDeleteTiming = scope.Context.ChangeTracker.DeleteOrphansTiming = timing;
            await RemoveAsync(scope.Context, id, way);

            Assert.True((async ? await scope.Context.SaveChangesAsync() : scope.Context.SaveChanges()) > 0);

            Assert.Equal(EntityState.Detached, scope.Context.Entry(scope.Context.Find<Researcher>(id) ?? new Researcher { Name = "", Email = "" }).State);
            Assert.DoesNotContain(scope.Context.ChangeTracker.Entries(), entry => entry.State != EntityState.Unchanged);
            Assert.Equal(0, await scope.Context.SaveChangesAsync());
        }

        await using var later = library.NewScope();
        Assert.Equal("Bob", (await later.Context.Readers.SingleAsync()).Name);
        Assert.Null(await later.Context.Set<Researcher>().FindAsync(id));
        Assert.Equal([DataSubject.Of<Reader>(id)], await later.Erasure.ListPendingAsync());
        await RequireEverythingAsync(later.Context, id, tags: false);
        Assert.True((await later.Erasure.EraseAsync(await later.Erasure.PlanAsync(DataSubject.Of<Reader>(id)))).IsComplete);
        Assert.Empty(await later.Context.Loans.ToListAsync());
    }

    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task What_is_rolled_back_leaves_everything_as_it_was(TestDatabase database, bool toSavepoint)
    {
        await using var library = await LibraryHost.StartAsync<TLibrary>(database);
        var id = await library.AddAsync(LibraryHost.Ada());
        await using (var scope = library.NewScope())
        {
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            await transaction.CreateSavepointAsync("before");
            await RemoveAsync(scope.Context, id, RemovalWay.Loaded);
            await scope.Context.SaveChangesAsync();
            if (toSavepoint)
            {
                await transaction.RollbackToSavepointAsync("before");
                await transaction.CommitAsync();
            }
            else
            {
                await transaction.RollbackAsync();
            }
        }

        await using var later = library.NewScope();
        Assert.Empty(await later.Erasure.ListPendingAsync());
        Assert.Equal("Ada", (await later.Context.Readers.SingleAsync(r => r.Email == "ada@LIBRARY.test" && r.Home.Phone == "+46 70-123 45 67")).Name);
        await RequireEverythingAsync(later.Context, id, tags: true);
    }

    private static async Task RemoveAsync(TLibrary context, Guid id, RemovalWay way)
    {
        switch (way)
        {
            case RemovalWay.Stub:
                context.Remove(new Researcher { Id = id, Name = "", Email = "" });
                return;
            case RemovalWay.LoadedAlone:
                context.Remove(await context.Readers.SingleAsync(r => r.Id == id));
                return;
            default:
                var loaded = await context.Readers
                    .Include(r => r.Loans).ThenInclude(l => l.Reminders)
                    .Include(r => r.Reviews).Include(r => r.Wishes).Include(r => r.Genres)
                    .AsSplitQuery()
                    .Where(r => r.Id == id)
                    .ToListAsync();
                context.RemoveRange(loaded);
                return;
        }
    }

    /// <param name="context">A new context.</param>
    /// <param name="id">The removed reader.</param>
    /// <param name="tags">Whether their row has tags.</param>
    private static async Task RequireEverythingAsync(TLibrary context, Guid id, bool tags)
    {
        var ada = Assert.IsType<Researcher>(await context.Readers
            .IgnoreQueryFilters(["Gdpr.Erased"])
            .Include(r => r.Loans).ThenInclude(l => l.Reminders)
            .Include(r => r.Reviews).Include(r => r.Wishes).Include(r => r.Genres)
            .AsSplitQuery().AsNoTracking()
            .SingleAsync(r => r.Id == id));
        Assert.Equal(("Ada", "ada@library.test", "Analytical", "+46701234567", "countess"), (ada.Name, ada.Email, ada.Institute, ada.Home.Phone, ada.Nickname));
        Assert.Equal(
            ["C-1", "Sketch of the Analytical Engine", "Overdue", "Rattles", "Bernoulli numbers", "Mathematics"],
            [
                ada.Cards.Single().Number, ada.Loans.Single().Title, ada.Loans.Single().Reminders.Single().Text,
                ada.Reviews.Single().Text, ada.Wishes.Single().Title, ada.Genres.Single().Title,
            ]);
        var people = context.Readers.IgnoreQueryFilters(["Gdpr.Erased"]);
        Assert.Equal(tags, await people.AnyAsync(r => r.Email == "ada@library.test"));
        Assert.Equal(tags, await people.OfType<Researcher>().AnyAsync(r => r.Institute == "Analytical"));
        Assert.Equal(tags, await people.AnyAsync(r => r.Home.Phone == "+46701234567"));
    }
}

public sealed class TphRemovalTests : RemovalMatrixTests<TphLibrary>;

public sealed class TptRemovalTests : RemovalMatrixTests<TptLibrary>;

public sealed class TpcRemovalTests : RemovalMatrixTests<TpcLibrary>;
