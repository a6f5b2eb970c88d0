using System.Globalization;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Holds;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>The key of one purpose is destroyed while the person, and everything else of theirs, stays.</summary>
public class KeyGroupTests
{
    private const string Marketing = "marketing";
    private const string KeysOfMarketing = """SELECT COUNT(*) FROM "GdprKeys" WHERE "Group" = 'marketing'""";
    private const string LivingOfMarketing = KeysOfMarketing + """ AND "Wrapped" IS NOT NULL""";
    private const string TombstonesOfMarketing = KeysOfMarketing + """ AND "Wrapped" IS NULL AND "State" = 5""";

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Destroying_a_group_leaves_everything_else_of_the_person(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);
        var stored = (byte[])(await host.RawAsync("""SELECT "Address" FROM "Readers" WHERE "Id" = 1"""))!;
        await using (var scope = host.NewScope())
        {
            Assert.Equal(1, await scope.KeyGroups.DestroyAsync(DataSubject.Of<Reader>(1), Marketing));
            Assert.Empty(scope.Context.ChangeTracker.Entries());
        }

        Assert.Equal(1, await CountAsync(host.RawKeyAsync, TombstonesOfMarketing));
        Assert.Equal(1, await CountAsync(host.RawKeyAsync, LivingOfMarketing));
        Assert.Equal(4, await CountAsync(host.RawKeyAsync, """SELECT COUNT(*) FROM "GdprKeys" """));
        Assert.Equal(0, await CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "GdprKeyRevocations" """));
        Assert.Equal(0, await CountAsync(host.RawAsync, """SELECT COUNT("AddressIndex") FROM "Readers" WHERE "Id" = 1"""));
        Assert.Equal(0, await CountAsync(host.RawAsync, """SELECT COUNT("TopicIndex") FROM "Interests" WHERE "ReaderId" = 1"""));
        Assert.Equal(1, await CountAsync(host.RawAsync, """SELECT COUNT("NameIndex") FROM "Readers" WHERE "Id" = 1"""));
        Assert.Equal(1, await CountAsync(host.RawAsync, """SELECT COUNT("AddressIndex") FROM "Readers" WHERE "Id" = 2"""));
        Assert.Equal(stored, await host.RawAsync("""SELECT "Address" FROM "Readers" WHERE "Id" = 1"""));
        foreach (var process in new[] { host, host.StartAnother() })
        {
            await using var reading = process.NewScope();
            Assert.Equal(["Ada,,1990,(gone)", "Bob,bob@example.org,1990,sailing"], await TextsAsync(reading));
            Assert.Empty(await reading.Context.Readers.Where(row => row.Address == "ada@example.org").ToListAsync());
            Assert.Equal(1, (await reading.Context.Readers.SingleAsync(row => row.Name == "Ada")).Id);
        }
    }

    [Theory]
    [OnSqlite(false)]
    [OnPostgres(true)]
    public async Task A_group_is_not_destroyed_while_a_legal_hold_is_on_its_values(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);
        await using var scope = host.NewScope();
        var ada = DataSubject.Of<Reader>(1);
        var review = DateOnly.FromDateTime(host.Clock.UtcNow.UtcDateTime).AddDays(90);
        foreach (var held in new[] { LegalHoldScope.Person(ada), LegalHoldScope.Rows<Reader>() })
        {
            var hold = await scope.Holds.PlaceAsync(held, "a dispute", "counsel", review);

            var refused = await Assert.ThrowsAsync<LegalHoldException>(() => scope.KeyGroups.DestroyAsync(ada, Marketing));

            Assert.Contains(hold.Id.ToString("D"), refused.Message, StringComparison.Ordinal);
            Assert.Equal(2, await CountAsync(host.RawKeyAsync, LivingOfMarketing));
            Assert.Equal(1, await CountAsync(host.RawAsync, """SELECT COUNT("AddressIndex") FROM "Readers" WHERE "Id" = 1"""));
            await scope.Holds.ReleaseAsync(hold.Id, "counsel");
        }

        await scope.Holds.PlaceAsync(LegalHoldScope.Person(DataSubject.Of<Reader>(2)), "a dispute", "counsel", review);
        Assert.Equal(1, await scope.KeyGroups.DestroyAsync(ada, Marketing));
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Nothing_is_sealed_under_a_destroyed_group_until_it_is_renewed(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);
        await using var before = host.NewScope();
        var tracked = await before.Context.Readers.SingleAsync(row => row.Id == 1);
        await DestroyAsync(host);

        tracked.Address = "again@example.org";
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => before.Context.SaveChangesAsync());
        await using var scope = host.NewScope();
        var reader = await scope.Context.Readers.SingleAsync(row => row.Id == 1);
        reader.Born = 1991;
        await scope.Context.SaveChangesAsync();
        Assert.False(await scope.KeyGroups.RenewAsync(DataSubject.Of<Reader>(2), Marketing));
        Assert.True(await scope.KeyGroups.RenewAsync(DataSubject.Of<Reader>(1), Marketing));
        Assert.False(await scope.KeyGroups.RenewAsync(DataSubject.Of<Reader>(1), Marketing));
        reader.Address = "new@example.org";
        await scope.Context.SaveChangesAsync();

        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        var read = await reading.Context.Readers.Include(row => row.Interests).SingleAsync(row => row.Address == "new@example.org");
        Assert.Equal((1, 1991, "(gone)"), (read.Id, read.Born, read.Interests.Single().Topic));
        Assert.Equal(2, await CountAsync(host.RawKeyAsync, LivingOfMarketing));
        Assert.Equal(1, await CountAsync(host.RawKeyAsync, TombstonesOfMarketing));
        await DestroyAsync(host);
        Assert.Equal(2, await CountAsync(host.RawKeyAsync, TombstonesOfMarketing));
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task An_erasure_destroys_every_group_for_good(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);
        await DestroyAsync(host);
        await using var scope = host.NewScope();
        Assert.True(await scope.KeyGroups.RenewAsync(DataSubject.Of<Reader>(1), Marketing));

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Reader>(1)));

        Assert.True(certificate.IsComplete);
        Assert.Equal(2, await CountAsync(host.RawKeyAsync, TombstonesOfMarketing));
        Assert.Equal(2, await CountAsync(host.RawKeyAsync, """SELECT COUNT(*) FROM "GdprKeys" WHERE "Wrapped" IS NOT NULL"""));
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.KeyGroups.RenewAsync(DataSubject.Of<Reader>(1), Marketing));
        await host.ExecuteRawAsync("""DELETE FROM "Readers" WHERE "Id" = 1""");
        await using var returning = host.NewScope();
        returning.Context.Add(new Reader { Id = 1, Address = "back@example.org" });
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => returning.Context.SaveChangesAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_person_with_values_of_one_group_only_cannot_return_either(TestDatabase database)
    {
        await using var host = await StartAsync(database, ownKeyDatabase: false);
        await using (var scope = host.NewScope())
        {
            scope.Context.Add(new Reader { Id = 7, Address = "only@example.org" });
            await scope.Context.SaveChangesAsync();
            Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Reader>(7)))).IsComplete);
        }

        await host.ExecuteRawAsync("""DELETE FROM "Readers" WHERE "Id" = 7""");
        foreach (var reader in new[] { new Reader { Id = 7, Name = "back" }, new Reader { Id = 7, Address = "back@example.org" } })
        {
            await using var scope = host.NewScope();
            scope.Context.Add(reader);
            await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.SaveChangesAsync());
        }
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task A_transaction_of_the_applications_takes_every_group_back(TestDatabase database, bool renewed)
    {
        await using var host = await StartAsync(database, ownKeyDatabase: false);
        await DestroyAsync(host);
        await using var scope = host.NewScope();
        await using (var transaction = await scope.Context.Database.BeginTransactionAsync())
        {
            if (renewed)
            {
                Assert.True(await scope.KeyGroups.RenewAsync(DataSubject.Of<Reader>(1), Marketing));
                scope.Context.Add(new Interest { ReaderId = 1, Topic = "chess" });
            }

            var reader = new Reader { Name = "Eve", Address = "eve@example.org", Interests = { new Interest { Topic = "go" } } };
            scope.Context.Add(reader);
            await scope.Context.SaveChangesAsync();
            Assert.Equal("eve@example.org", await scope.Context.Readers.Where(row => row.Id == reader.Id).Select(row => row.Address).SingleAsync());
            await Assert.ThrowsAsync<InvalidOperationException>(() => scope.KeyGroups.DestroyAsync(DataSubject.Of<Reader>(2), Marketing));
        }

        Assert.Equal(4, await CountAsync(host.RawKeyAsync, """SELECT COUNT(*) FROM "GdprKeys" """));
        scope.Context.ChangeTracker.Clear();
        scope.Context.Add(new Interest { ReaderId = 1, Topic = "chess" });
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.SaveChangesAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_new_person_with_the_id_of_another_has_groups_of_their_own(TestDatabase database)
    {
        await using var host = await StartAsync(database, ownKeyDatabase: false);
        await using (var erasing = host.NewScope())
        {
            Assert.True((await erasing.Erasure.EraseAsync(await erasing.Erasure.PlanAsync(DataSubject.Of<Reader>(1)))).IsComplete);
        }

        await host.ExecuteRawAsync("""DELETE FROM "Interests" """);
        await host.ExecuteRawAsync("""DELETE FROM "Readers" """);
        await host.ExecuteRawAsync(database == TestDatabase.Sqlite
            ? "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'Readers'"
            : """ALTER TABLE "Readers" ALTER COLUMN "Id" RESTART WITH 1""");
        await using var scope = host.NewScope();
        var reader = new Reader { Name = "Somebody else" };
        scope.Context.Add(reader);
        await scope.Context.SaveChangesAsync();
        Assert.Equal(1, reader.Id);

        reader.Address = "theirs@example.org";
        await scope.Context.SaveChangesAsync();

        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        Assert.Equal("Somebody else", (await reading.Context.Readers.SingleAsync(row => row.Address == "theirs@example.org")).Name);
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Destroying_again_or_what_was_never_there_does_no_harm(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);
        await using var scope = host.NewScope();
        scope.Context.Add(new Reader { Name = "Carol" });
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();
        await DestroyAsync(host);

        Assert.Equal(0, await scope.KeyGroups.DestroyAsync(DataSubject.Of<Reader>(1), Marketing));
        Assert.Equal(0, await scope.KeyGroups.DestroyAsync(DataSubject.Of<Reader>(3), Marketing));
        foreach (var group in new[] { "", "markting", "Marketing", "erasure-1" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => scope.KeyGroups.DestroyAsync(DataSubject.Of<Reader>(1), group));
            await Assert.ThrowsAsync<ArgumentException>(() => scope.KeyGroups.RenewAsync(DataSubject.Of<Reader>(1), group));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.KeyGroups.DestroyAsync(DataSubject.Of<Reader>(99), Marketing));
        scope.Context.Add(new Reader { Name = "unsaved" });
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.KeyGroups.DestroyAsync(DataSubject.Of<Reader>(2), Marketing));
    }

    [Theory]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task It_waits_for_those_who_are_writing_and_reaches_what_they_wrote(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);
        await using var writing = host.NewScope();
        await using var transaction = await writing.Context.Database.BeginTransactionAsync();
        writing.Context.Add(new Interest { ReaderId = 1, Topic = "sealed before" });
        await writing.Context.SaveChangesAsync();

        var destruction = DestroyAsync(host);
        await Task.Delay(300);
        Assert.False(destruction.IsCompleted);
        await transaction.CommitAsync();
        await destruction;

        Assert.Equal(2, await CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "Interests" WHERE "ReaderId" = 1"""));
        Assert.Equal(0, await CountAsync(host.RawAsync, """SELECT COUNT("TopicIndex") FROM "Interests" WHERE "ReaderId" = 1"""));
        writing.Context.Add(new Interest { ReaderId = 1, Topic = "sealed after" });
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => writing.Context.SaveChangesAsync());
    }

    private static async Task<List<string>> TextsAsync(TestScope<ReadersContext> scope)
        => [.. (await scope.Context.Readers.AsNoTracking().Include(row => row.Interests).OrderBy(row => row.Id).ToListAsync())
            .Select(row => $"{row.Name},{row.Address},{row.Born},{row.Interests.Single().Topic}")];

    private static async Task DestroyAsync(TestHost<ReadersContext> host)
    {
        await using var scope = host.NewScope();
        Assert.Equal(1, await scope.KeyGroups.DestroyAsync(DataSubject.Of<Reader>(1), Marketing));
    }

    private static async Task<TestHost<ReadersContext>> StartAsync(TestDatabase database, bool ownKeyDatabase)
    {
        var host = await TestHost<ReadersContext>.StartAsync(database, options => options.OwnKeyDatabase = ownKeyDatabase);
        await using var scope = host.NewScope();
        scope.Context.AddRange(NewReader("Ada", "reading"), NewReader("Bob", "sailing"));
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private static Reader NewReader(string name, string topic) => new()
    {
        Name = name,
        Address = $"{name}@example.org".ToLowerInvariant(),
        Born = 1990,
        Interests = { new Interest { Topic = topic } },
    };

    private static async Task<int> CountAsync(Func<string, Task<object?>> read, string sql)
        => Convert.ToInt32(await read(sql), CultureInfo.InvariantCulture);

    internal sealed class ReadersContext(DbContextOptions<ReadersContext> options) : DbContext(options)
    {
        public DbSet<Reader> Readers => Set<Reader>();

        public DbSet<Interest> Interests => Set<Interest>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => modelBuilder.Entity<Interest>().Property(row => row.Topic)
                .IsPersonalData(new PersonalDataAttribute(PersonalDataCategory.Communication) { Replacement = "(gone)" })
                .IsEncrypted(searchable: true, keyGroup: Marketing, whenDestroyed: DestroyedValue.Replacement);
    }

    [DataSubject(DataSubjectRole.Customer)]
    internal sealed class Reader
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name)]
        [Encrypted(Searchable = true)]
        public string? Name { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress)]
        [Encrypted(Searchable = true, Unique = true, KeyGroup = Marketing, WhenDestroyed = DestroyedValue.Null)]
        public string? Address { get; set; }

        [PersonalData(PersonalDataCategory.BirthDate)]
        [Encrypted]
        public int? Born { get; set; }

        public List<Interest> Interests { get; } = [];
    }

    internal sealed class Interest
    {
        public int Id { get; set; }

        public int ReaderId { get; set; }

        public required string Topic { get; set; }
    }
}
