using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

/// <summary>Columns that the database computes of others: nobody writes them, and they are empty when what they are computed of is.</summary>
public class ComputedColumnTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_sweep_empties_what_a_column_is_computed_of(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        scope.Context.Add(new Visitor { Name = "Ada", Visits = { new Visit { First = "Ada", Last = "Lovelace", On = new DateOnly(2025, 1, 1) } } });
        await scope.Context.SaveChangesAsync();
        scope.Context.ChangeTracker.Clear();

        var swept = await scope.Sweep.RunAsync();

        Assert.Equal(0, swept.Overdue);
        Assert.Equal(["First", "Full", "Greeting", "Last"], swept.Taken.Select(count => count.Property));
        Assert.Null(await host.RawAsync("""SELECT "Full" FROM "Visit" """));
        Assert.Equal("Dear !", await host.RawAsync("""SELECT "Greeting" FROM "Visit" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_is_complete_when_the_column_holds_its_replacement(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var ada = new Visitor { Name = "Ada" };
        scope.Context.Add(ada);
        await scope.Context.SaveChangesAsync();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Visitor>(ada.Id)));

        Assert.True(certificate.IsComplete);
        Assert.Equal("Hello ", await host.RawAsync("""SELECT "Hello" FROM "Visitor" """));
    }

    private static Task<TestHost<VisitContext>> StartAsync(TestDatabase database)
        => TestHost<VisitContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
            gdpr.Purpose("log", purpose => purpose.On(LegalBasis.LegitimateInterests, "the security of the premises").RetainFor("P1M", from: RetentionAnchor.Created));
        });

    public sealed class VisitContext(DbContextOptions<VisitContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Visitor>().Property(visitor => visitor.Hello).HasComputedColumnSql("'Hello ' || COALESCE(\"Name\", '')", stored: true);
            modelBuilder.Entity<Visit>(visit =>
            {
                visit.Property(row => row.Full).HasComputedColumnSql("\"First\" || ' ' || \"Last\"", stored: true);
                visit.Property(row => row.Greeting).HasComputedColumnSql("'Dear ' || COALESCE(\"First\", '') || '!'", stored: true);
            });
        }
    }

    [DataSubject(DataSubjectRole.Customer)]
    public sealed class Visitor
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service")]
        public string? Name { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service", Replacement = "Hello ")]
        public string? Hello { get; private set; }

        public List<Visit> Visits { get; } = [];
    }

    public sealed class Visit
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "log")]
        public string? First { get; set; }

        [PersonalData(PersonalDataCategory.Name, "log")]
        public string? Last { get; set; }

        [PersonalData(PersonalDataCategory.Name, "log")]
        public string? Full { get; private set; }

        [PersonalData(PersonalDataCategory.Name, "log", Replacement = "Dear !")]
        public string? Greeting { get; private set; }

        [NotPersonalData("a day")]
        [AnchorsRetention(RetentionAnchor.Created)]
        public DateOnly On { get; set; }
    }
}
