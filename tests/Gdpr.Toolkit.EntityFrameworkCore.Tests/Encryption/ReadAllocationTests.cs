using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>What reading a row leaves for the garbage collector: the difference of two row counts, in which the cost of the query itself drops out.</summary>
public class ReadAllocationTests(ITestOutputHelper output)
{
    private const int Few = 200;
    private const int Many = 1_200;

    [Fact]
    public async Task A_row_with_four_encrypted_texts_of_24_bytes_takes_1600_bytes_at_most()
    {
        await using var host = await TestHost<ContactsContext>.StartAsync(TestDatabase.Sqlite);
        await using (var scope = host.NewScope())
        {
            scope.Context.AddRange(Enumerable.Range(0, Many).Select(number => new Contact
            {
                Name = $"Contact number {number:000000000}",
                Email = $"contact{number:000000}@example.se",
                Phone = $"+46 (0)70 1 {number:000000000000}",
                Street = $"Long Street {number:000000}, City",
            }));
            await scope.Context.SaveChangesAsync();
        }

        await using var reading = host.NewScope();
        var bytes = BytesPerRow(reading.Context, reading.Context.Set<Contact>().AsNoTracking().OrderBy(row => row.Id));

        output.WriteLine($"{bytes} bytes a row");
        Assert.InRange(bytes, 4 * 24, 1_600);
    }

    [Theory]
    [InlineData(QueryTrackingBehavior.NoTracking)]
    [InlineData(QueryTrackingBehavior.TrackAll)]
    public async Task A_row_of_a_model_without_personal_data_takes_no_byte_more_than_without_the_toolkit(QueryTrackingBehavior tracking)
    {
        await using var host = await TestHost<PricesContext>.StartAsync(TestDatabase.Sqlite);
        await using (var scope = host.NewScope())
        {
            scope.Context.AddRange(Enumerable.Range(0, Many).Select(number => new Price { Article = $"article {number}", Amount = number }));
            await scope.Context.SaveChangesAsync();
        }

        await using var plain = new PricesContext(new DbContextOptionsBuilder<PricesContext>().AmongMany().UseSqlite(host.ConnectionString).Options);
        await using var reading = host.NewScope();

        var (with, without) = (BytesPerRow(reading.Context, Prices(reading.Context, tracking)), BytesPerRow(plain, Prices(plain, tracking)));

        output.WriteLine($"{tracking}: {with} bytes a row with the toolkit, {without} without");
        Assert.True(without > 0);
        Assert.Equal(without, with);
    }

    private static IQueryable<Price> Prices(PricesContext context, QueryTrackingBehavior tracking)
        => context.Set<Price>().AsTracking(tracking).OrderBy(row => row.Id);

    private static double BytesPerRow<T>(DbContext context, IQueryable<T> rows)
        => (Bytes(context, rows, Many) - Bytes(context, rows, Few)) / (double)(Many - Few);

    /// <summary>Reads warm. What a collection in between makes pools allocate anew is left out by taking the least.</summary>
    private static long Bytes<T>(DbContext context, IQueryable<T> rows, int count)
        => Enumerable.Range(0, 30).Select(_ => BytesOnce(context, rows, count)).Skip(3).Min();

    private static long BytesOnce<T>(DbContext context, IQueryable<T> rows, int count)
    {
        context.ChangeTracker.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = rows.Take(count).AsEnumerable().Count();
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(count, read);
        return bytes;
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Contact
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name), Encrypted]
        public required string Name { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress), Encrypted]
        public required string Email { get; set; }

        [PersonalData(PersonalDataCategory.TelephoneNumber), Encrypted]
        public required string Phone { get; set; }

        [PersonalData(PersonalDataCategory.PhysicalAddress), Encrypted]
        public required string Street { get; set; }
    }

    private sealed class Price
    {
        public int Id { get; set; }

        public required string Article { get; set; }

        public decimal Amount { get; set; }
    }

    private sealed class ContactsContext(DbContextOptions<ContactsContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Contact>();
    }

    private sealed class PricesContext(DbContextOptions<PricesContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Price>();
    }
}
