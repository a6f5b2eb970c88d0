using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>An index of an application over a plain and a searchable property.</summary>
public class CompositeIndexTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_value_is_unique_beside_another_one(TestDatabase database)
    {
        await using var host = await TestHost<TeamsContext>.StartAsync(database);
        await AddAsync(host, team: 1, "ada@example.org");
        await AddAsync(host, team: 2, "ada@example.org");

        await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(host, team: 1, "ada@EXAMPLE.org"));

        await using var scope = host.NewScope();
        Assert.Equal(2, await scope.Context.Players.CountAsync(player => player.Email == "ada@example.org"));
        Assert.Equal(1, await scope.Context.Players.CountAsync(player => player.Email == "ada@example.org" && player.Team == 2));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Whoever_was_removed_keeps_no_value_from_others(TestDatabase database)
    {
        await using var host = await TestHost<TeamsContext>.StartAsync(database);
        await AddAsync(host, team: 1, "ada@example.org");
        await AddAsync(host, team: 1, "bob@example.org");
        await using (var scope = host.NewScope())
        {
            scope.Context.RemoveRange(await scope.Context.Players.ToListAsync());
            await scope.Context.SaveChangesAsync();
        }

        await AddAsync(host, team: 1, "ada@example.org");

        await using var after = host.NewScope();
        Assert.Equal(1, await after.Context.Players.CountAsync(player => player.Email == "ada@example.org"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_index_moves_to_the_tags_as_it_is(TestDatabase database)
    {
        await using var host = await TestHost<TeamsContext>.StartAsync(database);
        await using var scope = host.NewScope();

        Assert.Equal(
            ["IX_Players_EmailIndex (EmailIndex)", "IX_Players_Email_Nick (EmailIndex, NickIndex)", "IX_Players_NickIndex (NickIndex)", "UX_Players (Team, EmailIndex) unique"],
            Indexes(scope.Context));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_index_that_is_rotated_has_both_columns_unique(TestDatabase database)
    {
        await using var host = await TestHost<TeamsContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr.PrepareIndexRotation());
        await using var scope = host.NewScope();
        await AddAsync(host, team: 1, "ada@example.org");

        await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(host, team: 1, "ada@EXAMPLE.org"));

        Assert.Subset(
            Indexes(scope.Context).ToHashSet(),
            new HashSet<string> { "UX_Players (Team, EmailIndex) unique", "IX_Players_Team_EmailIndexNext (Team, EmailIndexNext) unique" });
    }

    private static async Task AddAsync(TestHost<TeamsContext> host, int team, string email)
    {
        await using var scope = host.NewScope();
        scope.Context.Add(new Player { Team = team, Email = email, Nick = email });
        await scope.Context.SaveChangesAsync();
    }

    private static List<string> Indexes(TeamsContext context)
        => [.. context.GetService<IDesignTimeModel>().Model.FindEntityType(typeof(Player))!.GetIndexes().Select(Describe).Order(StringComparer.Ordinal)];

    private static string Describe(IIndex index)
        => $"{index.GetDatabaseName()} ({string.Join(", ", index.Properties.Select(property => property.Name))}){(index.IsUnique ? " unique" : "")}";

    private sealed class TeamsContext(DbContextOptions<TeamsContext> options) : DbContext(options)
    {
        public DbSet<Player> Players => Set<Player>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            var player = modelBuilder.Entity<Player>();
            player.HasIndex(row => new { row.Team, row.Email }).IsUnique().HasDatabaseName("UX_Players");
            player.HasIndex(row => new { row.Email, row.Nick }, "IX_Players_Email_Nick");
        }
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Player
    {
        public int Id { get; set; }

        [NotPersonalData("identifies a team")]
        public int Team { get; set; }

        [PersonalData(PersonalDataCategory.EmailAddress), Encrypted(Searchable = true, Normalizer = Normalizer.Email)]
        public required string Email { get; set; }

        [PersonalData(PersonalDataCategory.Username), Encrypted(Searchable = true)]
        public required string Nick { get; set; }
    }
}
