using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

/// <summary>Values that are counted from dates which fall due before them.</summary>
public class CountedDatesTests
{
    private static readonly DateOnly Seen = new(2026, 1, 10);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_value_without_a_date_goes_on_its_day_though_the_rows_with_dates_went_before(TestDatabase database)
    {
        await using var clinic = await StartAsync(database);
        await AddAsync(clinic);

        var notes = await SweepAsync(clinic, new DateOnly(2026, 8, 1));
        var visits = await CountAsync(clinic, "Visit");
        var day = await SweepAsync(clinic, new DateOnly(2027, 1, 10));
        var name = await clinic.RawAsync("""SELECT "Name" FROM "Patient" """);
        var after = await SweepAsync(clinic, new DateOnly(2027, 1, 11));

        Assert.Equal([("Visit", "*", 1), ("Visit", "Note", 1)], Taken(notes));
        Assert.Equal((1L, 0), (visits, notes.Overdue));
        Assert.Empty(day.Taken);
        Assert.Equal("Ada Lovelace", name);
        Assert.Equal([("Patient", "Name", 1), ("Visit", "*", 1)], Taken(after));
        Assert.Equal((0L, 0), (await CountAsync(clinic, "Visit"), after.Overdue));
        Assert.Null(await clinic.RawAsync("""SELECT "Name" FROM "Patient" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_value_that_was_held_goes_when_the_hold_is_released_though_its_dates_were_not_held(TestDatabase database)
    {
        await using var clinic = await StartAsync(database);
        await AddAsync(clinic);
        await using var scope = clinic.NewScope();
        var hold = await scope.Holds.PlaceAsync(LegalHoldScope.Rows<Patient>(), "a dispute", "counsel", new DateOnly(2040, 1, 1));

        await SweepAsync(clinic, new DateOnly(2027, 2, 1));
        var name = await clinic.RawAsync("""SELECT "Name" FROM "Patient" """);
        await scope.Holds.ReleaseAsync(hold.Id, "counsel");
        var released = await SweepAsync(clinic, new DateOnly(2027, 2, 2));

        Assert.Equal("Ada Lovelace", name);
        Assert.Equal([("Patient", "Name", 1), ("Visit", "*", 1)], Taken(released));
        Assert.Equal(0, released.Overdue);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_date_that_is_personal_data_itself_stays_until_what_is_counted_from_it_goes(TestDatabase database)
    {
        await using var clinic = await StartAsync(database);
        await using (var scope = clinic.NewScope())
        {
            scope.Context.Add(new Patient { Taste = "tea", Operations = { new Operation { On = Seen, Course = "without complications" } } });
            await scope.Context.SaveChangesAsync();
        }

        clinic.Clock.UtcNow = Company.Noon(new DateOnly(2028, 1, 1));
        var (explained, forecast) = await AskAsync(clinic);
        var early = await SweepAsync(clinic, new DateOnly(2028, 1, 1));
        var on = await clinic.RawAsync("""SELECT "On" FROM "Operation" """);
        var late = await SweepAsync(clinic, new DateOnly(2029, 1, 11));

        Assert.Equal((RetentionOutcome.KeptUntil, new DateOnly(2029, 1, 10), "surgery", "Operation.Course"), (explained.Outcome, explained.LastDay!.Value, explained.Purpose, explained.CountedBy));
        Assert.StartsWith("value: Kept through 2029-01-10 for 'surgery', because 'Operation.Course' is counted from it.", explained.ToText(), StringComparison.Ordinal);
        Assert.Contains("\n  countedBy: 'Operation.Course' is counted from this date, which stays as long as that. [lastDay=2029-01-10, purpose=surgery, value=Operation.Course]\n", explained.ToText(), StringComparison.Ordinal);
        Assert.Contains("\"countedBy\":\"Operation.Course\"", explained.ToJson(), StringComparison.Ordinal);
        Assert.True(explained.IsRestricted);
        Assert.Equal((0, "2029-01"), (forecast.Overdue, Assert.Single(forecast.Months).Month));
        Assert.Empty(early.Taken);
        Assert.Equal(0, early.Overdue);
        Assert.NotNull(on);
        Assert.Equal([("Operation", "Course", 1), ("Operation", "On", 1)], Taken(late));
        Assert.Equal(0, late.Overdue);
        Assert.Null(await clinic.RawAsync("""SELECT "On" FROM "Operation" """));
    }

    private static Task<TestHost<ClinicContext>> StartAsync(TestDatabase database)
        => TestHost<ClinicContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr
            .Purpose("service", purpose => purpose.On(LegalBasis.Contract))
            .Purpose("care", purpose => purpose.On(LegalBasis.Contract).RetainFor("P1Y", from: RetentionAnchor.Created))
            .Purpose("visits", purpose => purpose.On(LegalBasis.Contract).RetainFor("P6M", from: RetentionAnchor.Created).OnExpiry(ExpiryAction.Delete))
            .Purpose("planning", purpose => purpose.On(LegalBasis.Contract).RetainFor("P6M", from: RetentionAnchor.RecruitmentClosed))
            .Purpose("surgery", purpose => purpose.On(LegalBasis.Contract).RetainFor("P3Y", from: RetentionAnchor.RecruitmentClosed)));

    private static async Task AddAsync(TestHost<ClinicContext> clinic)
    {
        await using var scope = clinic.NewScope();
        scope.Context.Add(new Patient
        {
            Name = "Ada Lovelace",
            Taste = "tea",
            Visits = { new Visit { Note = "a cough", On = Seen.AddDays(-9) }, new Visit { Note = "better", On = Seen } },
        });
        await scope.Context.SaveChangesAsync();
    }

    private static async Task<SweepReport> SweepAsync(TestHost<ClinicContext> clinic, DateOnly today)
    {
        clinic.Clock.UtcNow = Company.Noon(today);
        await using var scope = clinic.NewScope();
        return await scope.Sweep.RunAsync();
    }

    private static async Task<(RetentionExplanation Date, RetentionForecast Forecast)> AskAsync(TestHost<ClinicContext> clinic)
    {
        await using var scope = clinic.NewScope();
        var patient = await scope.Context.Set<Patient>().AsNoTracking().SingleAsync();
        var explained = await scope.Retention.ExplainAsync(DataSubject.Of<Patient>(patient.Id));
        return (explained.Fields.Single(field => field.Property == "On").Explanation, await scope.Retention.ForecastAsync());
    }

    private static IEnumerable<(string Entity, string Property, int Rows)> Taken(SweepReport report)
        => report.Taken.Select(count => (count.Entity, count.Property, count.Rows));

    private static async Task<long> CountAsync(TestHost<ClinicContext> clinic, string table)
        => Convert.ToInt64(await clinic.RawAsync($"""SELECT COUNT(*) FROM "{table}" """), CultureInfo.InvariantCulture);

    public sealed class ClinicContext(DbContextOptions<ClinicContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Patient>().ToTable("Patient");
    }

    [DataSubject(DataSubjectRole.Customer)]
    public sealed class Patient
    {
        public int Id { get; set; }

        // Has no date of its own: kept as long as the last visit says.
        [PersonalData(PersonalDataCategory.Name, "care")]
        public string? Name { get; set; }

        [PersonalData(PersonalDataCategory.Preference, "service")]
        public string? Taste { get; set; }

        public List<Visit> Visits { get; } = [];

        public List<Operation> Operations { get; } = [];
    }

    public sealed class Visit
    {
        public int Id { get; set; }

        public Patient? Patient { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "visits")]
        public string? Note { get; set; }

        [NotPersonalData("a day")]
        [AnchorsRetention(RetentionAnchor.Created)]
        public DateOnly On { get; set; }
    }

    public sealed class Operation
    {
        public int Id { get; set; }

        public Patient? Patient { get; set; }

        [PersonalData(PersonalDataCategory.PhysicalAccessLog, "planning")]
        [AnchorsRetention(RetentionAnchor.RecruitmentClosed)]
        public DateOnly? On { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "surgery")]
        public string? Course { get; set; }
    }
}
