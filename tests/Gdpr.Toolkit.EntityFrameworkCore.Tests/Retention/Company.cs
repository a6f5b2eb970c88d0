using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

public sealed class CompanyContext(DbContextOptions<CompanyContext> options) : DbContext(options)
{
    public DbSet<Subscriber> Subscribers => Set<Subscriber>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<ParkingPhoto>().HasOne(photo => photo.ParkedCar).WithMany(car => car.Photos).OnDelete(DeleteBehavior.Restrict);
}

/// <summary>Starts the company on a day.</summary>
internal static class Company
{
    public static Task<TestHost<CompanyContext>> StartAsync(TestDatabase database, DateOnly today)
        => TestHost<CompanyContext>.StartAsync(database, options =>
        {
            options.Clock.UtcNow = Noon(today);
            options.ConfigureToolkit = CompanyPurposes.Register;
        });

    public static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(11, 0)), TimeSpan.Zero);

    public static async Task<DataSubject> AddAsync(this TestHost<CompanyContext> company, Subscriber subscriber)
    {
        await using var scope = company.NewScope();
        scope.Context.Add(subscriber);
        await scope.Context.SaveChangesAsync();
        return DataSubject.Of<Subscriber>(subscriber.Id);
    }
}
