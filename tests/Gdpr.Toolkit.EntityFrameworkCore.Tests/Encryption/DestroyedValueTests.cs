using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>What reads as what once its key is destroyed, and that nothing else ever does.</summary>
public class DestroyedValueTests
{
    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task A_value_reads_as_its_property_says(TestDatabase database, bool finished)
    {
        await using var host = await StartAsync(database);
        await Shredding.ShredAsync(host, person: 1, finished);
        await using var scope = host.NewScope();

        var read = await scope.Context.Members.Include(row => row.Home).SingleAsync(row => row.Id == 1);

        Assert.Equal((null, null, "(erased)", new DateOnly(1900, 1, 1), -1), (read.Nickname, read.Height, read.Name, read.Born, read.Shoes));
        Assert.Equal((null, "(nowhere)"), (read.Home.Street, read.Home.City));
        Assert.Equal((null, 0m), (read.Account.Iban, read.Account.Limit));
        Assert.False(scope.Context.ChangeTracker.HasChanges());
        Assert.Equal("Bob", await scope.Context.Members.Where(row => row.Id == 2).Select(row => row.Name).SingleAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Projections_read_the_same(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await Shredding.ShredAsync(host, person: 1, finished: true);
        await using var scope = host.NewScope();

        var read = await scope.Context.Members.Where(row => row.Id == 1)
            .Select(row => new { row.Nickname, row.Height, row.Name, row.Born, row.Home.City, row.Account.Limit })
            .SingleAsync();

        Assert.Equal((null, null, "(erased)", new DateOnly(1900, 1, 1)), (read.Nickname, read.Height, read.Name, read.Born));
        Assert.Equal(("(nowhere)", 0m), (read.City, read.Limit));
        Assert.Null(await scope.Context.Members.Where(row => row.Id == 1).Select(row => row.Height).SingleAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => scope.Context.Members.Where(row => row.Id == 1).Select(row => row.Height!.Value).SingleAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_property_that_says_throw_does_so_whatever_the_application_says(TestDatabase database)
    {
        await using var host = await StartAsync(database, gdpr => gdpr.OnDestroyedValue(DestroyedValue.Null));
        await Shredding.ShredAsync(host, person: 1, finished: true);
        await using var scope = host.NewScope();

        Assert.Null(await scope.Context.Secrets.Where(row => row.MemberId == 1).Select(row => row.Unsaid).SingleAsync());
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.Secrets.Where(row => row.MemberId == 1).ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Without_a_word_of_anybody_a_value_throws(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await Shredding.ShredAsync(host, person: 1, finished: true);
        await using var scope = host.NewScope();

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(
            () => scope.Context.Secrets.Where(row => row.MemberId == 1).Select(row => row.Unsaid).SingleAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Damage_a_missing_key_and_plaintext_never_read_as_destroyed(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var stored = (byte[])(await host.RawAsync("""SELECT "Nickname" FROM "Members" WHERE "Id" = 1"""))!;

        await PutAsync(scope.Context, Changed(stored, stored.Length - 1));
        await Assert.ThrowsAsync<ValueTamperedException>(() => NicknameAsync(scope.Context));
        await PutAsync(scope.Context, Changed(stored, 5));
        await Assert.ThrowsAsync<SubjectKeyMissingException>(() => NicknameAsync(scope.Context));
        await PutAsync(scope.Context, "Ada"u8.ToArray());
        await Assert.ThrowsAsync<UnknownValueFormatException>(() => NicknameAsync(scope.Context));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_forged_tombstone_is_tampering(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await host.ExecuteRawAsync("""UPDATE "GdprKeys" SET "State" = 5, "Wrapped" = NULL""");
        await using var other = host.StartAnother();
        await using var scope = other.NewScope();

        await Assert.ThrowsAsync<ValueTamperedException>(() => NicknameAsync(scope.Context));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Saving_what_read_as_null_leaves_the_stored_value_alone(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var stored = (byte[])(await host.RawAsync("""SELECT "Nickname" FROM "Members" WHERE "Id" = 1"""))!;
        await Shredding.ShredAsync(host, person: 1, finished: true);
        await using var scope = host.NewScope();
        var read = await scope.Context.Members.SingleAsync(row => row.Id == 1);

        read.Visits = 7;
        await scope.Context.SaveChangesAsync();

        Assert.Equal(stored, await host.RawAsync("""SELECT "Nickname" FROM "Members" WHERE "Id" = 1"""));
        Assert.Equal(7, Convert.ToInt32(await host.RawAsync("""SELECT "Visits" FROM "Members" WHERE "Id" = 1"""), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_destroyed_key_is_looked_up_once(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await Shredding.ShredAsync(host, person: 1, finished: true);
        await using var scope = host.NewScope();
        var keyring = scope.Context.GetService<SubjectKeyring>();

        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await NicknameAsync(scope.Context));
            await scope.Context.Members.AsNoTracking().Where(row => row.Id == 1).ToListAsync();
        }

        Assert.Equal(1, keyring.LookUps);
    }

    private static Task<string?> NicknameAsync(MembersContext context)
        => context.Members.Where(row => row.Id == 1).Select(row => row.Nickname).SingleAsync();

    private static byte[] Changed(byte[] stored, int at)
    {
        var changed = (byte[])stored.Clone();
        changed[at] ^= 1;
        return changed;
    }

    private static Task<int> PutAsync(MembersContext context, byte[] value)
        => context.WriteRawAsync("""UPDATE "Members" SET "Nickname" = {0} WHERE "Id" = 1""", value);

    private static async Task<TestHost<MembersContext>> StartAsync(TestDatabase database, Action<GdprToolkitBuilder>? configure = null)
    {
        var host = await TestHost<MembersContext>.StartAsync(database, options => options.ConfigureToolkit = configure);
        await using var scope = host.NewScope();
        scope.Context.AddRange(NewMember("Ada"), NewMember("Bob"));
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private static Member NewMember(string name) => new()
    {
        Name = name,
        Nickname = name,
        Height = 170,
        Born = new DateOnly(1990, 2, 3),
        Shoes = 40,
        Home = new Home { Street = "High Street", City = "Oslo" },
        Account = new Account { Iban = "NO93", Limit = 12.50m },
        Secrets = { new Secret { Text = name, Unsaid = name } },
    };

    internal sealed class MembersContext(DbContextOptions<MembersContext> options) : DbContext(options)
    {
        public DbSet<Member> Members => Set<Member>();

        public DbSet<Secret> Secrets => Set<Secret>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Member>().OwnsOne(row => row.Home, home => home.ToTable("Homes"));
            modelBuilder.Entity<Member>().ComplexProperty(row => row.Account);
            modelBuilder.Entity<Member>().Property(row => row.Shoes)
                .IsPersonalData(new PersonalDataAttribute(PersonalDataCategory.Name) { Replacement = "-1" })
                .IsEncrypted(whenDestroyed: DestroyedValue.Replacement);
        }
    }

    [DataSubject(DataSubjectRole.Customer)]
    internal sealed class Member
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, Replacement = "(erased)")]
        [Encrypted(Searchable = true, WhenDestroyed = DestroyedValue.Replacement)]
        public required string Name { get; set; }

        [PersonalData(PersonalDataCategory.Name)]
        [Encrypted(WhenDestroyed = DestroyedValue.Null)]
        public string? Nickname { get; set; }

        [PersonalData(PersonalDataCategory.Name)]
        [Encrypted(WhenDestroyed = DestroyedValue.Null)]
        public int? Height { get; set; }

        [PersonalData(PersonalDataCategory.BirthDate, Replacement = "1900-01-01")]
        [Encrypted(WhenDestroyed = DestroyedValue.Replacement)]
        public DateOnly? Born { get; set; }

        public int Shoes { get; set; }

        [NotPersonalData("counts how often anybody came")]
        public int Visits { get; set; }

        public required Home Home { get; set; }

        public required Account Account { get; set; }

        public List<Secret> Secrets { get; } = [];
    }

    internal sealed class Home
    {
        [PersonalData(PersonalDataCategory.Name)]
        [Encrypted(WhenDestroyed = DestroyedValue.Null)]
        public string? Street { get; set; }

        [PersonalData(PersonalDataCategory.Name, Replacement = "(nowhere)")]
        [Encrypted(WhenDestroyed = DestroyedValue.Replacement)]
        public required string City { get; set; }
    }

    internal sealed class Account
    {
        [PersonalData(PersonalDataCategory.Name)]
        [Encrypted(WhenDestroyed = DestroyedValue.Null)]
        public string? Iban { get; set; }

        [PersonalData(PersonalDataCategory.Name, Replacement = "0")]
        [Encrypted(WhenDestroyed = DestroyedValue.Replacement)]
        public decimal Limit { get; set; }
    }

    internal sealed class Secret
    {
        public int Id { get; set; }

        public int MemberId { get; set; }

        [PersonalData(PersonalDataCategory.Communication)]
        [Encrypted(WhenDestroyed = DestroyedValue.Throw)]
        public string? Text { get; set; }

        [PersonalData(PersonalDataCategory.Communication)]
        [Encrypted]
        public string? Unsaid { get; set; }
    }
}
