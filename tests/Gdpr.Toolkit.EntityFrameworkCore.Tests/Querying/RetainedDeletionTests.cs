using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

public class RetainedDeletionTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_that_a_law_can_retain_are_not_deleted_in_bulk(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await using var scope = shop.NewScope();
        var context = scope.Context;

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => context.Invoices.Where(invoice => invoice.Id > 0).ExecuteDeleteAsync());

        Assert.Contains("ExecuteDelete on 'Invoice' would delete 'Invoice.", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => context.Invoices.ExecuteDelete());
        Assert.Equal(0, await context.Messages.ExecuteDeleteAsync());
        Assert.Equal(0, await context.Cases.ExecuteDeleteAsync());
    }

    [Theory]
    [OnSqlite]
    public async Task Rows_that_the_database_would_delete_with_others_count(TestDatabase database)
    {
        await using var host = await TestHost<LedgerContext>.StartAsync(database, options => options.ConfigureToolkit = ShopPurposes.Register);
        await using var scope = host.NewScope();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.Books.ExecuteDeleteAsync());

        Assert.Contains("ExecuteDelete on 'Book' would delete 'Entry.Text'", error.Message, StringComparison.Ordinal);
    }

    private sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
    {
        public DbSet<Owner> Owners => Set<Owner>();

        public DbSet<Book> Books => Set<Book>();

        public DbSet<Entry> Entries => Set<Entry>();
    }

    [DataSubject(DataSubjectRole.Customer, Kind = "Owner")]
    private sealed class Owner
    {
        public int Id { get; set; }
    }

    private sealed class Book
    {
        public int Id { get; set; }
    }

    private sealed class Entry
    {
        public int Id { get; set; }

        public int BookId { get; set; }

        public Book Book { get; set; } = null!;

        public int OwnerId { get; set; }

        public Owner Owner { get; set; } = null!;

        [PersonalData(PersonalDataCategory.Purchase, ShopPurposes.Accounting)]
        [Encrypted]
        public string? Text { get; set; }

        [NotPersonalData("a date of the accounting record")]
        [AnchorsRetention(RetentionAnchor.InvoiceDate)]
        public DateOnly IssuedOn { get; set; }
    }
}
