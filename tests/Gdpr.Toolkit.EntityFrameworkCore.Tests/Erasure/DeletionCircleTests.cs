using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>Rows of one person that refer to each other, so that none can be deleted first.</summary>
public class DeletionCircleTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_book_and_its_first_chapter_are_deleted_together(TestDatabase database)
    {
        await using var host = await TestHost<CyclicContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        var (ada, bob) = (await AddAsync(scope.Context), await AddAsync(scope.Context));
        scope.Context.ChangeTracker.Clear();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<CyclicContext.Author>(ada)));

        Assert.True(certificate.IsComplete);
        Assert.Equal([bob], await scope.Context.Set<CyclicContext.Book>().Select(book => book.AuthorId).ToListAsync());
        Assert.Equal(2, await scope.Context.Set<CyclicContext.Chapter>().CountAsync());
        Assert.Equal(1, await scope.Context.Set<CyclicContext.Book>().CountAsync(book => book.FirstId != null));
    }

    private static async Task<int> AddAsync(CyclicContext context)
    {
        var author = new CyclicContext.Author { Name = "somebody" };
        context.Add(author);
        await context.SaveChangesAsync();
        var book = new CyclicContext.Book { AuthorId = author.Id, Dedication = "to all" };
        context.Add(book);
        await context.SaveChangesAsync();
        var (first, second) = (new CyclicContext.Chapter { BookId = book.Id, Text = "one" }, new CyclicContext.Chapter { BookId = book.Id, Text = "two" });
        context.AddRange(first, second);
        await context.SaveChangesAsync();
        (book.FirstId, second.PreviousId, first.PreviousId) = (first.Id, first.Id, second.Id);
        await context.SaveChangesAsync();
        return author.Id;
    }
}
