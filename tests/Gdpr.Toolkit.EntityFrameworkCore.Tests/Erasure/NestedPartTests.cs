using System.ComponentModel.DataAnnotations.Schema;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>Personal data deep in owned and complex types, encrypted or not.</summary>
public class NestedPartTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_depth_of_owned_and_complex_types_is_erased_and_what_is_not_personal_stays(TestDatabase database)
    {
        await using var host = await TestHost<NestedContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr
            .Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        await using (var scope = host.NewScope())
        {
            scope.Context.Add(new Traveller
            {
                Home = new Home { Place = new Place { Street = "secret home", Country = "SE" } },
                Trip = new Trip
                {
                    Stops = { new Stop { Place = new Place { Street = "secret stop", Country = "NO" }, Words = ["secret word"] }, new Stop { Place = new Place { Street = "secret end", Country = "DK" } } },
                },
            });
            await scope.Context.SaveChangesAsync();
        }

        Assert.Equal(0xF9, Assert.IsType<byte[]>(await host.RawAsync("""SELECT "Home_Place_Street" FROM "Traveller" """))[0]);
        Assert.DoesNotContain("secret", Assert.IsType<string>(await host.RawAsync("""SELECT CAST("Trip" AS TEXT) FROM "Traveller" """)), StringComparison.Ordinal);
        await using (var scope = host.NewScope())
        {
            Assert.Equal(["secret word"], (await scope.Context.Set<Traveller>().AsNoTracking().SingleAsync()).Trip.Stops[0].Words);
            var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Traveller>(1)));
            Assert.DoesNotContain(certificate.Entries, entry => entry.Outcome == FieldErasureOutcome.Failed);
        }

        await using var reading = host.NewScope();
        var read = await reading.Context.Set<Traveller>().IgnoreQueryFilters().SingleAsync();
        Assert.Equal(("", "SE"), (read.Home.Place.Street, read.Home.Place.Country));
        Assert.Equal([("", "NO"), ("", "DK")], read.Trip.Stops.Select(stop => (stop.Place.Street, stop.Place.Country)));
        Assert.Empty(read.Trip.Stops[0].Words);
    }

    [DataSubject(DataSubjectRole.Customer)]
    private sealed class Traveller
    {
        public int Id { get; set; }

        public required Home Home { get; set; }

        public required Trip Trip { get; set; }
    }

    private sealed class Home
    {
        public required Place Place { get; set; }
    }

    private sealed class Trip
    {
        public List<Stop> Stops { get; set; } = [];
    }

    private sealed class Stop
    {
        public required Place Place { get; set; }

        [PersonalData(PersonalDataCategory.FreeText, "service")]
        [Encrypted]
        public List<string> Words { get; set; } = [];
    }

    [ComplexType]
    private sealed class Place
    {
        [PersonalData(PersonalDataCategory.PhysicalAddress, "service")]
        [Encrypted]
        public required string Street { get; set; }

        [NotPersonalData("for tests")]
        public required string Country { get; set; }
    }

    private sealed class NestedContext(DbContextOptions<NestedContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Traveller>(traveller =>
        {
            traveller.OwnsOne(row => row.Home);
            traveller.ComplexProperty(row => row.Trip, trip =>
            {
                trip.ToJson();
                trip.ComplexCollection(row => row.Stops, stop => stop.ComplexProperty(row => row.Place));
            });
        });
    }
}
