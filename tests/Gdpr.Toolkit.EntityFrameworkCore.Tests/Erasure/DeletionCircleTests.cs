using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving.Shapes;
using Gdpr.Toolkit.Erasure;
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

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_in_a_circle_with_many_rows_that_hang_on_them_are_deleted(TestDatabase database)
    {
        const int Many = 1_100;
        await using var host = await TestHost<AnnotatedContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        var (ada, bob) = (await AddAsync(scope.Context), await AddAsync(scope.Context));
        await host.ExecuteRawAsync(
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Many})
            INSERT INTO "Note" ("BookId", "Text") SELECT (SELECT "Id" FROM "Book" WHERE "AuthorId" = {ada}), 'in the margin' FROM n
            """);
        await host.ExecuteRawAsync($"""INSERT INTO "Note" ("BookId", "Text") SELECT "Id", 'of somebody else' FROM "Book" WHERE "AuthorId" = {bob}""");
        scope.Context.ChangeTracker.Clear();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<CyclicContext.Author>(ada));
        var certificate = await scope.Erasure.EraseAsync(plan);

        Assert.Contains(plan.Decisions, decision => decision is { Entity: "Note", Property: "Text", Action: ErasureAction.DeleteRow, Rows: Many });
        Assert.True(certificate.IsComplete);
        Assert.Equal([bob], await scope.Context.Set<CyclicContext.Book>().Select(book => book.AuthorId).ToListAsync());
        Assert.Equal(["of somebody else"], await scope.Context.Set<Note>().Select(note => note.Text).ToListAsync());
    }

    private static async Task<int> AddAsync(DbContext context)
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

    public sealed class Note
    {
        public int Id { get; set; }

        public int BookId { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        public required string Text { get; set; }
    }

    /// <summary>Books whose first chapter refers to them, with notes.</summary>
    public sealed class AnnotatedContext(DbContextOptions<AnnotatedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<CyclicContext.Book>().HasOne<CyclicContext.Author>().WithMany().HasForeignKey(book => book.AuthorId);
            modelBuilder.Entity<CyclicContext.Chapter>().HasOne<CyclicContext.Book>().WithMany().HasForeignKey(chapter => chapter.BookId);
            modelBuilder.Entity<CyclicContext.Book>().HasOne<CyclicContext.Chapter>().WithMany().HasForeignKey(book => book.FirstId).OnDelete(DeleteBehavior.SetNull);
            modelBuilder.Entity<CyclicContext.Author>().HasOne<CyclicContext.Book>().WithMany().HasForeignKey(author => author.FavouriteId).OnDelete(DeleteBehavior.SetNull);
            modelBuilder.Entity<CyclicContext.Chapter>().HasOne<CyclicContext.Chapter>().WithOne().HasForeignKey<CyclicContext.Chapter>(chapter => chapter.PreviousId);
            modelBuilder.Entity<Note>().HasOne<CyclicContext.Book>().WithMany().HasForeignKey(note => note.BookId);
        }
    }
}
