using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

/// <summary>Rows that are deleted, with others that refer to them and that the database would not delete along.</summary>
public class DeletedRowsTests
{
    private static readonly DateOnly ParkedOn = new(2026, 1, 10);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rows_are_swept_together_with_those_that_refer_to_them(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2026, 7, 10));
        await company.AddAsync(Parker());

        var early = await SweepTests.SweepAsync(company);
        company.Clock.UtcNow = Company.Noon(new DateOnly(2026, 7, 11));
        var counted = await SweepTests.SweepAsync(company, options => options.DryRun = true);
        var swept = await SweepTests.SweepAsync(company);

        Assert.Equal((0, 0), (early.Taken.Count, early.Overdue));
        Assert.Equal(1, counted.Overdue);
        Assert.Equal([("ParkedCar", "*", 1), ("ParkingPhoto", "*", 2)], swept.Taken.Select(count => (count.Entity, count.Property, count.Rows)));
        Assert.Equal((0, 0), (swept.Overdue, swept.PeopleErased));
        Assert.Equal((0, 0), (await CountAsync(company, "ParkedCar"), await CountAsync(company, "ParkingPhoto")));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_deletes_rows_together_with_those_that_refer_to_them(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, ParkedOn.AddMonths(3));
        var subject = await company.AddAsync(Parker());
        await using var scope = company.NewScope();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(subject));

        Assert.True(certificate.IsComplete);
        Assert.Equal((0, 0), (await CountAsync(company, "ParkedCar"), await CountAsync(company, "ParkingPhoto")));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_deferred_erasure_is_finished_when_the_minimum_ends_however_long_the_period_would_have_been(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, ParkedOn.AddDays(30));
        var subject = await company.AddAsync(Parker());
        await using var scope = company.NewScope();
        var first = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(subject));
        Assert.Same(first, Assert.Single(company.Certificates.Take()));

        company.Clock.UtcNow = Company.Noon(new DateOnly(2026, 3, 10));
        var early = await SweepTests.SweepAsync(company);
        company.Clock.UtcNow = Company.Noon(new DateOnly(2026, 3, 11));
        var swept = await SweepTests.SweepAsync(company);

        Assert.Equal([new DateOnly(2026, 3, 10)], first.Retained.Select(entry => entry.RetainedUntil).Distinct().OfType<DateOnly>());
        Assert.Equal((0, 0), (early.PeopleErased, early.Overdue));
        Assert.Equal((1, 0), (swept.PeopleErased, swept.Overdue));
        var finished = Assert.Single(company.Certificates.Take());
        Assert.Equal((true, first.Id), (finished.IsComplete, finished.Amends));
        Assert.Empty(finished.Retained);
        Assert.Equal((0, 0), (await CountAsync(company, "ParkedCar"), await CountAsync(company, "ParkingPhoto")));
    }

    private static async Task<long> CountAsync(TestHost<CompanyContext> company, string table)
        => Convert.ToInt64(await company.RawAsync($"""SELECT COUNT(*) FROM "{table}" """), CultureInfo.InvariantCulture);

    private static Subscriber Parker()
    {
        var car = new ParkedCar { Plate = "ABC123", ParkedAt = ParkedOn.ToDateTime(new TimeOnly(11, 0), DateTimeKind.Utc) };
        car.Photos.AddRange([new ParkingPhoto { FileName = "front.jpg" }, new ParkingPhoto { FileName = "back.jpg" }]);
        return new Subscriber { Name = "Ada Lovelace", ParkedCars = { car } };
    }
}
