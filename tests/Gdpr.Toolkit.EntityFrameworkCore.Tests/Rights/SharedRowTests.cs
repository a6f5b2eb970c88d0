using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Rights;

/// <summary>Rows that hold data of several people: each gets, and loses, only their own.</summary>
public class SharedRowTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_export_holds_the_persons_own_values_and_no_way_to_the_other(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var (ada, bob) = await AddAsync(host);
        await using var scope = host.NewScope();

        var adas = await scope.Export.ReadAsync(DataSubject.Of<Person>(ada));
        var bobs = await scope.Export.ReadAsync(DataSubject.Of<Person>(bob));

        var claimant = Claims(adas);
        Assert.Contains("SE4550000000058398257466", claimant, StringComparison.Ordinal);
        Assert.DoesNotContain("saw it all", claimant, StringComparison.Ordinal);
        Assert.DoesNotContain("witnessId", claimant, StringComparison.Ordinal);
        var witness = Claims(bobs);
        Assert.Contains("saw it all", witness, StringComparison.Ordinal);
        Assert.DoesNotContain("SE4550000000058398257466", witness, StringComparison.Ordinal);
        Assert.DoesNotContain("claimantId", witness, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_takes_the_persons_own_values_and_leaves_the_others(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var (ada, bob) = await AddAsync(host);
        await using var scope = host.NewScope();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Person>(ada)));

        Assert.True(certificate.IsComplete);
        var claim = await scope.Context.Set<Claim>().AsNoTracking().SingleAsync();
        Assert.Null(claim.Account);
        Assert.Equal("saw it all", claim.Statement);
        Assert.Equal(bob, claim.WitnessId);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task One_person_in_both_places_loses_both_values(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var ada = new Person { Name = "Ada" };
        scope.Context.Add(new Claim { Claimant = ada, Witness = ada, Account = "1234", Statement = "I was there" });
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Person>(ada.Id)));

        Assert.True(certificate.IsComplete);
        var claim = await scope.Context.Set<Claim>().AsNoTracking().SingleAsync();
        Assert.Null(claim.Account);
        Assert.Null(claim.Statement);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Links_between_people_go_with_either_of_them(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var (ada, bob, eve) = (new Person { Name = "Ada" }, new Person { Name = "Bob" }, new Person { Name = "Eve" });
        ada.Friends.Add(bob);
        bob.Friends.Add(eve);
        eve.Friends.Add(ada);
        scope.Context.AddRange(ada, bob, eve);
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Person>(ada.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "Friends" """), null));
        Assert.Equal(["Eve"], await scope.Context.Set<Person>().Where(person => person.Id == bob.Id).SelectMany(person => person.Friends).Select(friend => friend.Name).ToListAsync());
    }

    private static string Claims(IReadOnlyDictionary<string, string> files)
        => string.Concat(files.Keys
            .Where(path => path.StartsWith("data/claim", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal))
            .Select(path => files[path]));

    private static Task<TestHost<ClaimContext>> StartAsync(TestDatabase database)
        => TestHost<ClaimContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("claims", p => p.On(LegalBasis.Contract)));

    private static async Task<(int Ada, int Bob)> AddAsync(TestHost<ClaimContext> host)
    {
        await using var scope = host.NewScope();
        var (ada, bob) = (new Person { Name = "Ada" }, new Person { Name = "Bob" });
        scope.Context.Add(new Claim { Claimant = ada, Witness = bob, Account = "SE4550000000058398257466", Statement = "saw it all" });
        await scope.Context.SaveChangesAsync();
        return (ada.Id, bob.Id);
    }

    public sealed class ClaimContext(DbContextOptions<ClaimContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Claim>();
            modelBuilder.Entity<Person>().HasMany(person => person.Friends).WithMany().UsingEntity(
                "Friends",
                right => right.HasOne(typeof(Person)).WithMany().HasForeignKey("FriendId"),
                left => left.HasOne(typeof(Person)).WithMany().HasForeignKey("PersonId"));
        }
    }

    [DataSubject(DataSubjectRole.Participant)]
    public sealed class Person
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "claims")]
        [Encrypted]
        public required string Name { get; set; }

        public List<Person> Friends { get; } = [];
    }

    public sealed class Claim
    {
        public int Id { get; set; }

        public int ClaimantId { get; set; }

        public Person? Claimant { get; set; }

        public int? WitnessId { get; set; }

        public Person? Witness { get; set; }

        [PersonalData(PersonalDataCategory.BankAccount, "claims", Subject = nameof(Claimant))]
        [Encrypted]
        public string? Account { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "claims", Subject = nameof(Witness))]
        public string? Statement { get; set; }
    }
}
