using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Personal data that is encrypted for the category it is of.</summary>
public class CategoryTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Everything_of_a_category_is_encrypted_wherever_it_is(TestDatabase database)
    {
        await using var host = await StartAsync(database, gdpr => gdpr.Encrypt(PersonalDataCategory.BankAccount, PersonalDataCategory.Name));

        Assert.Equal(0xF9, Assert.IsType<byte[]>(await host.RawAsync("""SELECT "Account" FROM "Payer" """))[0]);
        Assert.Equal(0xF9, Assert.IsType<byte[]>(await host.RawAsync("""SELECT "Home_Owner" FROM "Payer" """))[0]);
        Assert.Equal(0xF9, Assert.IsType<byte[]>(await host.RawAsync("""SELECT "Own" FROM "Payer" """))[0]);
        Assert.Equal("plain", await host.RawAsync("""SELECT "Street" FROM "Payer" """));
        await using var scope = host.NewScope();
        var read = await scope.Context.Set<Payer>().SingleAsync();
        Assert.Equal(("SE1", "Ada", "SE2"), (read.Account, read.Home.Owner, read.Own));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_category_says_how_and_a_property_of_its_own_mark_wins(TestDatabase database)
    {
        await using var host = await StartAsync(
            database, gdpr => gdpr.Encrypt(PersonalDataCategory.BankAccount, new EncryptedAttribute { Searchable = true, Normalizer = Normalizer.Trim }));

        await using var scope = host.NewScope();
        Assert.Equal(1, await scope.Context.Set<Payer>().CountAsync(row => row.Account == " SE1 "));
        var own = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.Set<Payer>().CountAsync(row => row.Own == "SE2"));
        Assert.Contains("'Payer.Own' is encrypted and has no blind index", own.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_encrypted_is_refused_and_told_why_it_would_be()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(
            TestDatabase.Sqlite, gdpr => gdpr.Encrypt(PersonalDataCategory.Name, new EncryptedAttribute { Searchable = true })));

        Assert.Contains("'Payer.Home.Owner' lies in a complex type, which cannot hold a blind index.", error.Message, StringComparison.Ordinal);
        Assert.Contains("It is encrypted for its category: gdpr.Encrypt(PersonalDataCategory.Name).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_category_is_encrypted_in_one_way()
    {
        var searchable = new EncryptedAttribute { Searchable = true };
        Configure(gdpr => gdpr.Encrypt(PersonalDataCategory.Name).Encrypt(PersonalDataCategory.Name, new EncryptedAttribute()));
        Assert.Contains(
            "'Name' is encrypted in another way already",
            Assert.Throws<ArgumentException>(() => Configure(gdpr => gdpr.Encrypt(PersonalDataCategory.Name).Encrypt(PersonalDataCategory.Name, searchable))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Configure(gdpr => gdpr.Encrypt()));
        Assert.Throws<ArgumentException>(() => Configure(gdpr => gdpr.Encrypt(PersonalDataCategory.Name, new EncryptedAttribute { ColumnId = "a" })));
        Assert.Throws<ArgumentOutOfRangeException>(() => Configure(gdpr => gdpr.Encrypt((PersonalDataCategory)12345)));
    }

    private static void Configure(Action<GdprToolkitBuilder> configure) => new ServiceCollection().AddGdprToolkit(configure);

    private static async Task<TestHost<PayerContext>> StartAsync(TestDatabase database, Action<GdprToolkitBuilder> configure)
    {
        var host = await TestHost<PayerContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
            configure(gdpr);
        });
        await using var scope = host.NewScope();
        scope.Context.Add(new Payer { Account = "SE1", Own = "SE2", Street = "plain", Home = new Home { Owner = "Ada" } });
        await scope.Context.SaveChangesAsync();
        return host;
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Payer
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.BankAccount, "service")]
        public required string Account { get; set; }

        [PersonalData(PersonalDataCategory.BankAccount, "service")]
        [Encrypted]
        public required string Own { get; set; }

        [PersonalData(PersonalDataCategory.PhysicalAddress, "service")]
        public required string Street { get; set; }

        public required Home Home { get; set; }
    }

    private sealed class Home
    {
        [PersonalData(PersonalDataCategory.Name, "service")]
        public required string Owner { get; set; }
    }

    private sealed class PayerContext(DbContextOptions<PayerContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Payer>().ComplexProperty(row => row.Home);
    }
}
