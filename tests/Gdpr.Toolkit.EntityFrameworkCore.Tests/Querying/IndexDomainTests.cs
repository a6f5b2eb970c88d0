using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

[SuppressMessage("Globalization", "CA1309:Use ordinal string comparison", Justification = "The database compares, not .NET.")]
public class IndexDomainTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Properties_of_one_domain_are_compared_and_joined(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var context = scope.Context;

        Assert.Equal([1], await context.Guests.Join(context.Bookings, g => g.Email, b => b.Contact, (g, b) => g.Id).ToListAsync());
        Assert.Equal([1], await context.Bookings.Where(b => b.Contact == b.Guest.Email).Select(b => b.Id).ToListAsync());
        Assert.Equal([2], await context.Bookings.Where(b => b.Contact != b.Guest.Email).Select(b => b.Id).ToListAsync());
        Assert.Equal([1], await context.Guests.Where(g => context.Bookings.Select(b => b.Contact).Contains(g.Email)).Select(g => g.Id).ToListAsync());
        Assert.Equal([2], await context.Guests.Where(g => g.Bookings.All(b => !Equals(b.Contact, g.Email))).Select(g => g.Id).ToListAsync());
        Assert.Equal([1], await context.Bookings.Where(b => (b.Id > 0 ? b.Contact : b.Guest.Email) == "ada@EXAMPLE.org").Select(b => b.Id).ToListAsync());
        Assert.Equal("ada@Example.org", await context.Bookings.Where(b => b.Contact == "ada@EXAMPLE.org").Select(b => b.Contact).SingleAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Tags_are_equal_within_a_domain_and_nowhere_else(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var email = (byte[])(await host.RawAsync("""SELECT "EmailIndex" FROM "Guests" WHERE "Id" = 1"""))!;
        var contact = (byte[])(await host.RawAsync("""SELECT "ContactIndex" FROM "Bookings" WHERE "Id" = 1"""))!;
        var apart = (byte[])(await host.RawAsync("""SELECT "OtherIndex" FROM "Bookings" WHERE "Id" = 1"""))!;

        Assert.Equal(email, contact);
        Assert.NotEqual(email, apart);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Another_domain_is_not_compared(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.Bookings.Where(b => b.Other == b.Contact).ToListAsync());

        Assert.Contains("'Booking.Other' and 'Booking.Contact'", error.Message, StringComparison.Ordinal);
        Assert.Contains("IndexDomain", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    public async Task A_domain_of_unlike_properties_is_refused_with_everything_that_is_wrong(TestDatabase database)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost<UnlikeContext>.StartAsync(database));

        Assert.Contains("'Visitor.Email' and 'Visitor.Number' are in the index domain 'contact'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Contact' and 'contact' differ only in case", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Visitor.Name' has an index domain, which needs Searchable = true", error.Message, StringComparison.Ordinal);
    }

    private static async Task<TestHost<HotelContext>> StartAsync(TestDatabase database)
    {
        var host = await TestHost<HotelContext>.StartAsync(database);
        await using var scope = host.NewScope();
        scope.Context.Add(new Guest { Email = "ada@example.org", Bookings = { new Booking { Contact = "ada@Example.org", Other = "ada@example.org" } } });
        await scope.Context.SaveChangesAsync();
        scope.Context.Add(new Guest { Email = "bob@example.org", Bookings = { new Booking { Contact = "office@example.org" } } });
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private sealed class HotelContext(DbContextOptions<HotelContext> options) : DbContext(options)
    {
        public DbSet<Guest> Guests => Set<Guest>();

        public DbSet<Booking> Bookings => Set<Booking>();
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Guest
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress)]
        [Encrypted(Searchable = true, Normalizer = Normalizer.Email, IndexDomain = "email")]
        public required string Email { get; set; }

        public List<Booking> Bookings { get; } = [];
    }

    private sealed class Booking
    {
        public int Id { get; set; }

        public int GuestId { get; set; }

        public Guest Guest { get; set; } = null!;

        [PersonalData(PersonalDataCategory.EmailAddress)]
        [Encrypted(Searchable = true, Normalizer = Normalizer.Email, IndexDomain = "email")]
        public string? Contact { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress)]
        [Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
        public string? Other { get; set; }
    }

    private sealed class UnlikeContext(DbContextOptions<UnlikeContext> options) : DbContext(options)
    {
        public DbSet<Visitor> Visitors => Set<Visitor>();
    }

    [DataSubject(DataSubjectRole.Customer, Kind = "Visitor")]
    private sealed class Visitor
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name)]
        [Encrypted(IndexDomain = "name")]
        public string? Name { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress)]
        [Encrypted(Searchable = true, IndexDomain = "contact")]
        public string? Email { get; set; }

        [PersonalData(PersonalDataCategory.Username)]
        [Encrypted(Searchable = true, IndexDomain = "contact")]
        public int? Number { get; set; }

        [PersonalData(PersonalDataCategory.TelephoneNumber)]
        [Encrypted(Searchable = true, IndexDomain = "Contact")]
        public string? Telephone { get; set; }
    }
}
