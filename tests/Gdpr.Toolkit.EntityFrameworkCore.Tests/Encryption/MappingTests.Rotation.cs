using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public partial class MappingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_mapped_value_is_sealed_again_when_keys_are_rotated(TestDatabase database)
    {
        await using var host = await StartWithAsync(
            database,
            new Owner { Home = new Place { Street = "home" }, Work = new Place { Street = "work" }, Others = { new Place { Street = "first" }, new Place { Street = "second" } } },
            new Complex { Contact = new Contact { Phone = "1", Inner = new Inner { Code = "one", Number = 7 } }, Spare = new Inner { Code = "spare", Number = 8 } },
            new Dog { Chip = "d", Sound = "bark" },
            new Cat { Chip = "c", Sound = "meow" },
            new TptCar { Plate = "tpt plate", Engine = "tpt engine" },
            new TpcCar { Id = 1, Plate = "tpc plate", Engine = "tpc engine" },
            new TpcBoat { Id = 2, Plate = "tpc name" },
            new Order { Number = "order", Shared = "both", Details = new OrderDetails { Note = "details", Shared = "both" } });
        await using (var scope = host.NewScope())
        {
            scope.Context.Add(new Shadowed("in a field")).Property<string>("Secret").CurrentValue = "in a shadow";
            await scope.Context.SaveChangesAsync();
        }

        host.Clock.Advance(TimeSpan.FromDays(1));
        await using (var scope = host.NewScope())
        {
            var result = await host.Services.GetRequiredService<IKeyRotation>().RotateSubjectKeysAsync(scope.Context, host.Clock.UtcNow);

            Assert.Equal((9L, 23L, 0L, 0L), (result.Replaced, result.Resealed, result.Remaining, result.Refused));
        }

        await using var fresh = host.StartAnother();
        await using var reading = fresh.NewScope();
        var replaced = await reading.Context.Set<KeyRow>().Where(row => row.State == KeyState.DecryptOnly).Select(row => row.Kid).ToListAsync();
        await reading.Context.Database.OpenConnectionAsync();
        foreach (var column in SealedColumn.Of(reading.Context.Model))
        {
            var values = await new StoredValues<byte[]>(reading.Context, column.Table, column.Name, 100).ReadAsync(null, default);
            Assert.DoesNotContain(values, value => replaced.Exists(kid => kid.AsSpan().SequenceEqual(value.Value.AsSpan(2, 16))));
        }

        var owner = await reading.Context.Set<Owner>().SingleAsync();
        Assert.Equal(("home", "work"), (owner.Home!.Street, owner.Work!.Street));
        Assert.Equal(["first", "second"], owner.Others.Select(place => place.Street).Order());
        var complex = await reading.Context.Set<Complex>().SingleAsync();
        Assert.Equal(("1", "one", 7, "spare", 8), (complex.Contact.Phone, complex.Contact.Inner.Code, complex.Contact.Inner.Number, complex.Spare!.Code, complex.Spare.Number));
        Assert.Equal(("d", "bark"), (await reading.Context.Set<Dog>().Select(dog => new { dog.Chip, dog.Sound }).ToListAsync()).Select(dog => (dog.Chip, dog.Sound)).Single());
        Assert.Equal("meow", (await reading.Context.Set<Cat>().SingleAsync()).Sound);
        Assert.Equal(("tpt plate", "tpt engine"), ((await reading.Context.Set<TptCar>().SingleAsync()).Plate, (await reading.Context.Set<TptCar>().SingleAsync()).Engine));
        Assert.Equal(["tpc plate", "tpc name"], (await reading.Context.Set<TpcVehicle>().OrderBy(row => row.Id).ToListAsync()).Select(row => row.Plate));
        var order = await reading.Context.Set<Order>().Include(row => row.Details).SingleAsync();
        Assert.Equal(("order", "both", "details"), (order.Number, order.Shared, order.Details!.Note));
        Assert.Equal("in a field", (await reading.Context.Set<Shadowed>().SingleAsync()).Reveal());
        Assert.Equal("in a shadow", await reading.Context.Set<Shadowed>().Select(row => EF.Property<string>(row, "Secret")).SingleAsync());
    }
}
