using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>Many rows whose keys the application has given a type of its own.</summary>
public class UnorderedKeyTests
{
    private const int Many = 1_001;

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Many_rows_are_erased_whose_keys_are_bytes_or_strongly_typed(TestDatabase database)
    {
        await using var host = await TestHost<SensorContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        var ada = new Wearer();
        ada.Readings.AddRange(Enumerable.Range(0, Many).Select(number => new Reading { Id = new ReadingId(number), Pulse = "72" }));
        ada.Traces.AddRange(Enumerable.Range(0, Many).Select(number => new Trace { Id = BitConverter.GetBytes(number), Place = "north" }));
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Wearer>(ada.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal([Many, Many], certificate.Entries.Where(entry => entry.Category == PersonalDataCategory.ServiceUsage).Select(entry => entry.Rows));
        Assert.Equal(0L, Convert.ToInt64(await host.RawAsync("""SELECT (SELECT COUNT(*) FROM "Reading") + (SELECT COUNT(*) FROM "Trace")"""), null));
    }

    public readonly record struct ReadingId(int Value);

    public sealed class SensorContext(DbContextOptions<SensorContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Wearer>();
            modelBuilder.Entity<Reading>().Property(reading => reading.Id).HasConversion(id => id.Value, value => new ReadingId(value)).ValueGeneratedNever();
        }
    }

    [DataSubject(DataSubjectRole.Customer, Rest = RestOfEntity.NotPersonalData, Reason = "a number")]
    public sealed class Wearer
    {
        public int Id { get; set; }

        public List<Reading> Readings { get; } = [];

        public List<Trace> Traces { get; } = [];
    }

    public sealed class Reading
    {
        public ReadingId Id { get; set; }

        public int WearerId { get; set; }

        [PersonalData(PersonalDataCategory.ServiceUsage, "service")]
        public string? Pulse { get; set; }
    }

    public sealed class Trace
    {
        public byte[] Id { get; set; } = [];

        public int WearerId { get; set; }

        [PersonalData(PersonalDataCategory.ServiceUsage, "service")]
        public string? Place { get; set; }
    }
}
