using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Rights;

/// <summary>Values that are personal data in some rows and not in others.</summary>
public class ConditionTests
{
    private const string Number = "556677-8899";
    private const string StoredNumber = "SELECT \"Number\" FROM \"Organisation\"";

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_10_an_organisation_becomes_personal_when_its_owner_trades_in_their_own_name(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var firm = new Organisation { Number = Number, Names = { new TradingName { Text = "Lovelace Engines" } } };
        scope.Context.Add(firm);
        await scope.Context.SaveChangesAsync();
        var subject = DataSubject.Of<Organisation>(firm.Id);

        var before = await scope.Export.ReadAsync(subject);
        var stored = await host.RawAsync(StoredNumber);
        firm.IsSoleTrader = true;
        await scope.Context.SaveChangesAsync();
        var after = await scope.Export.ReadAsync(subject);
        var personal = await scope.Erasure.PlanAsync(subject);

        Assert.DoesNotContain(Number, before["data/organisation.json"], StringComparison.Ordinal);
        Assert.Contains(Number, after["data/organisation.json"], StringComparison.Ordinal);
        Assert.Contains(personal.Decisions, decision => decision is { Property: "Number", Action: ErasureAction.Overwrite });
        // Marked as encrypted it is encrypted in every row, so that nothing is in the clear when the row turns personal, nor in what the database keeps of before.
        Assert.IsType<byte[]>(stored);
        Assert.False(await host.FilesContainAsync(Number));
        Assert.True((await scope.Erasure.EraseAsync(personal)).IsComplete);
        Assert.Null(await host.RawAsync(StoredNumber));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_value_that_is_nobodys_is_neither_planned_nor_erased(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var firm = new Organisation { Number = Number, Contact = "Ada", Names = { new TradingName { Text = "Engines Ltd" }, new TradingName { Text = "Ada's", IsSurname = true } } };
        scope.Context.Add(firm);
        await scope.Context.SaveChangesAsync();

        var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Organisation>(firm.Id));
        var certificate = await scope.Erasure.EraseAsync(plan);

        Assert.DoesNotContain(plan.Decisions, decision => decision.Property == "Number");
        Assert.Contains(plan.Decisions, decision => decision.Property == "Contact");
        Assert.True(certificate.IsComplete);
        var left = await scope.Context.Set<Organisation>().IgnoreQueryFilters().AsNoTracking().SingleAsync();
        Assert.Null(left.Contact);
        Assert.Equal(Number, left.Number);
        Assert.Equal(["", "Engines Ltd"], left.Names.Select(name => name.Text ?? "").Order(StringComparer.Ordinal));
    }

    private static Task<TestHost<FirmContext>> StartAsync(TestDatabase database)
        => TestHost<FirmContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", p => p.On(LegalBasis.Contract)));

    public sealed class FirmContext(DbContextOptions<FirmContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => modelBuilder.Entity<Organisation>().OwnsMany(organisation => organisation.Names, name => name.HasKey("Id"));
    }

    [DataSubject(DataSubjectRole.SoleTrader)]
    public sealed class Organisation
    {
        public int Id { get; set; }

        [NotPersonalData("says of which kind the organisation is")]
        public bool IsSoleTrader { get; set; }

        [PersonalData(PersonalDataCategory.NationalIdentificationNumber, "service", When = nameof(IsSoleTrader))]
        [Encrypted]
        public string? Number { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Contact { get; set; }

        public List<TradingName> Names { get; } = [];
    }

    public sealed class TradingName
    {
        [NotPersonalData("says of which kind the name is")]
        public bool IsSurname { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service", When = nameof(IsSurname))]
        public string? Text { get; set; }
    }
}
