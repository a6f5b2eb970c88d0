using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Encrypted values in rows that have no class, no key, or no primary key to be linked by.</summary>
public class LinkedShapeTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_view_opens_the_columns_that_it_names(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await host.ExecuteRawAsync("""CREATE VIEW "Directory" AS SELECT "Id" AS "PersonId", "Email" FROM "Person" """);

        await using var scope = host.NewScope();
        Assert.Equal("ada@example.org", (await scope.Context.Set<Listing>().SingleAsync()).Email);
        Assert.Equal("ada@example.org", await scope.Context.Set<Listing>().Select(row => row.Email).SingleAsync());
        Assert.Equal("ada@example.org", (await scope.Context.Set<Listing>().FromSqlRaw("""SELECT * FROM "Directory" """).SingleAsync()).Email);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_without_a_class_are_encrypted_changed_erased_and_exported(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using (var scope = host.NewScope())
        {
            var bag = await scope.Context.Set<Dictionary<string, object>>("Bag").SingleAsync();
            Assert.Equal("in a bag", bag["Secret"]);
            bag["Secret"] = "in another bag";
            await scope.Context.SaveChangesAsync();
        }

        await using var reading = host.NewScope();
        Assert.Equal(0xF9, Assert.IsType<byte[]>(await host.RawAsync("""SELECT "Secret" FROM "Bag" """))[0]);
        var read = await reading.Context.Set<Dictionary<string, object>>("Bag").AsNoTracking().SingleAsync();
        Assert.Equal("in another bag", read["Secret"]);
        Assert.Equal("in another bag", await reading.Context.Set<Dictionary<string, object>>("Bag").Select(row => (string)row["Secret"]).SingleAsync());
        Assert.Equal(1, await reading.Context.Set<Dictionary<string, object>>("Bag").CountAsync(row => (string)row["Secret"] == "in another bag"));
        Assert.Contains((await reading.Export.ReadAsync(DataSubject.Of<Person>(1))).Values, file => file.Contains("in another bag", StringComparison.Ordinal));
        await reading.Erasure.EraseAsync(await reading.Erasure.PlanAsync(DataSubject.Of<Person>(1)));
        Assert.Null(await host.RawAsync("""SELECT "Secret" FROM "Bag" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_person_is_found_by_an_alternate_key_tracked_and_stored(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using (var scope = host.NewScope())
        {
            scope.Context.Add(new Letter { PersonNumber = "P-1", Text = "by number alone" });
            await scope.Context.SaveChangesAsync();
        }

        await using var another = host.StartAnother(Configure);
        await using var reading = another.NewScope();
        var texts = await reading.Context.Set<Letter>().OrderBy(letter => letter.Id).Select(letter => letter.Text).ToListAsync();
        Assert.Equal(["by navigation", "by number alone"], texts);
        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
        Assert.Null((await reading.Context.Set<Letter>().OrderBy(letter => letter.Id).FirstAsync()).Remark);
    }

    private static void Configure(TestHostOptions options)
        => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));

    private static async Task<TestHost<LinkedContext>> StartAsync(TestDatabase database)
    {
        var host = await TestHost<LinkedContext>.StartAsync(database, Configure);
        await using var scope = host.NewScope();
        var person = new Person { Number = "P-1", Email = "ada@example.org", Letters = { new Letter { Text = "by navigation" } } };
        scope.Context.Add(person);
        await scope.Context.SaveChangesAsync();
        scope.Context.Set<Dictionary<string, object>>("Bag").Add(new Dictionary<string, object> { ["PersonId"] = person.Id, ["Secret"] = "in a bag" });
        await scope.Context.SaveChangesAsync();
        return host;
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Person
    {
        public int Id { get; set; }

        [NotPersonalData("says nothing")]
        public required string Number { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress, "service")]
        [Encrypted(ColumnId = "Person.Email")]
        public required string Email { get; set; }

        public List<Letter> Letters { get; } = [];
    }

    private sealed class Letter
    {
        public int Id { get; set; }

        public string PersonNumber { get; set; } = "";

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        [Encrypted]
        public required string Text { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        [Encrypted]
        public string? Remark { get; set; }
    }

    private sealed class Listing
    {
        public int PersonId { get; set; }

        public Person Person { get; set; } = null!;

        [PersonalData(PersonalDataCategory.EmailAddress, "service")]
        [Encrypted(ColumnId = "Person.Email")]
        public required string Email { get; set; }
    }

    private sealed class LinkedContext(DbContextOptions<LinkedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Person>().HasMany(person => person.Letters).WithOne()
                .HasForeignKey(letter => letter.PersonNumber).HasPrincipalKey(person => person.Number);
            modelBuilder.Entity<Listing>(listing =>
            {
                listing.HasNoKey().ToView("Directory");
                listing.HasOne(row => row.Person).WithMany().HasForeignKey(row => row.PersonId);
            });
            modelBuilder.SharedTypeEntity<Dictionary<string, object>>("Bag", bag =>
            {
                bag.IndexerProperty<int>("Id");
                bag.IndexerProperty<int>("PersonId");
                bag.IndexerProperty<string>("Secret").IsRequired(false).IsPersonalData(PersonalDataCategory.FreeText, "service").IsEncrypted(searchable: true);
                bag.HasOne(typeof(Person), navigationName: null).WithMany().HasForeignKey("PersonId");
            });
        }
    }
}
