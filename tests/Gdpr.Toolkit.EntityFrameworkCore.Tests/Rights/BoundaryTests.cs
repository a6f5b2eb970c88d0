using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Rights;

/// <summary>Exports and erasures reach what the application hides, and never cross what it separates.</summary>
public class BoundaryTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Hidden_rows_are_exported_and_erased(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var (ada, _) = await AddAsync(host);
        await using var scope = host.NewScope();

        var export = await scope.Export.ReadAsync(DataSubject.Of<Guest>(ada));
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Guest>(ada)));

        Assert.Contains("archived long ago", export["data/stay.json"], StringComparison.Ordinal);
        Assert.True(certificate.IsComplete);
        Assert.DoesNotContain("archived long ago", await TextsAsync(host));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_behind_a_boundary_are_neither_exported_nor_erased(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var (ada, _) = await AddAsync(host);
        await using var scope = host.NewScope();

        var export = await scope.Export.ReadAsync(DataSubject.Of<Guest>(ada));
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Guest>(ada)));

        Assert.DoesNotContain("of the sealed wing", export["data/stay.json"], StringComparison.Ordinal);
        Assert.Contains("of the sealed wing", await TextsAsync(host));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_of_another_tenant_are_left_alone_whatever_they_refer_to(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var (ada, _) = await AddAsync(host);
        await using var scope = host.NewScope();

        var export = await scope.Export.ReadAsync(DataSubject.Of<Guest>(ada));
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Guest>(ada)));

        Assert.DoesNotContain("of another hotel", export["data/stay.json"], StringComparison.Ordinal);
        Assert.Contains("of another hotel", await TextsAsync(host));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Nobody_is_found_behind_a_boundary(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var (_, stranger) = await AddAsync(host);
        await using var scope = host.NewScope();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.PlanAsync(DataSubject.Of<Guest>(stranger)));

        Assert.Contains("There is no 'Guest' with the given key within the boundaries", error.Message, StringComparison.Ordinal);
    }

    private static Task<TestHost<HotelContext>> StartAsync(TestDatabase database)
        => TestHost<HotelContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("stay", p => p.On(LegalBasis.Contract)));

    private static async Task<(int Ada, int Stranger)> AddAsync(TestHost<HotelContext> host)
    {
        await using var scope = host.NewScope();
        var ada = new Guest { Hotel = 1, Name = "Ada", IsHidden = true };
        ada.Stays.Add(new Stay { Hotel = 1, Note = "archived long ago", IsArchived = true });
        ada.Stays.Add(new Stay { Hotel = 1, Note = "of the sealed wing", Wing = "sealed" });
        ada.Stays.Add(new Stay { Hotel = 2, Note = "of another hotel" });
        var stranger = new Guest { Hotel = 2, Name = "Eve" };
        scope.Context.AddRange(ada, stranger);
        await scope.Context.SaveChangesAsync();
        return (ada.Id, stranger.Id);
    }

    private static async Task<string[]> TextsAsync(TestHost<HotelContext> host)
    {
        await using var scope = host.NewScope();
        return await scope.Context.Set<Stay>().IgnoreQueryFilters().Select(stay => stay.Note ?? "").ToArrayAsync();
    }

    public sealed class HotelContext(DbContextOptions<HotelContext> options) : DbContext(options)
    {
        public int CurrentHotel { get; } = 1;

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Guest>(guest =>
            {
                guest.HasQueryFilter("Hotel", row => row.Hotel == CurrentHotel).HasQueryFilterKind("Hotel", QueryFilterKind.Boundary);
                guest.HasQueryFilter("Hidden", row => !row.IsHidden).HasQueryFilterKind("Hidden", QueryFilterKind.Visibility);
            });
            modelBuilder.Entity<Stay>(stay =>
            {
                stay.HasQueryFilter("Wing", row => row.Wing != "sealed").HasQueryFilterKind("Wing", QueryFilterKind.Boundary);
                stay.HasQueryFilter("Archive", row => !row.IsArchived).HasQueryFilterKind("Archive", QueryFilterKind.Visibility);
            });
        }
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "how the hotel is run")]
    public sealed class Guest
    {
        public int Id { get; set; }

        [Tenant]
        public int Hotel { get; set; }

        [PersonalData(PersonalDataCategory.Name, "stay")]
        [Encrypted]
        public required string Name { get; set; }

        public bool IsHidden { get; set; }

        public List<Stay> Stays { get; } = [];
    }

    [NotPersonalData("how the hotel is run")]
    public sealed class Stay
    {
        public int Id { get; set; }

        public Guest? Guest { get; set; }

        [Tenant]
        public int Hotel { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "stay")]
        public string? Note { get; set; }

        public string? Wing { get; set; }

        public bool IsArchived { get; set; }
    }
}
