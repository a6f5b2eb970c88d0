using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public partial class MappingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Owned_types_are_encrypted_in_the_same_table_in_their_own_and_in_collections(TestDatabase database)
    {
        await using var host = await StartWithAsync(database, new Owner
        {
            Home = new Place { Street = "home" },
            Work = new Place { Street = "work" },
            Others = { new Place { Street = "first" }, new Place { Street = "second" } },
        });

        await using var scope = host.NewScope();
        var read = await scope.Context.Set<Owner>().SingleAsync();
        Assert.Equal("home", read.Home!.Street);
        Assert.Equal("work", read.Work!.Street);
        Assert.Equal(["first", "second"], read.Others.Select(place => place.Street).Order());
        await AssertEnvelopeAsync(host, """SELECT "Home_Street" FROM "Owner" """);
        await AssertEnvelopeAsync(host, """SELECT "Street" FROM "Workplaces" """);
        await AssertEnvelopeAsync(host, """SELECT "Street" FROM "OtherPlaces" LIMIT 1""");
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Owned_values_can_be_changed_replaced_added_and_removed(TestDatabase database)
    {
        await using var host = await StartWithAsync(database, new Owner
        {
            Home = new Place { Street = "home" },
            Work = new Place { Street = "work" },
            Others = { new Place { Street = "first" } },
        });

        await using (var scope = host.NewScope())
        {
            var owner = await scope.Context.Set<Owner>().SingleAsync();
            owner.Home!.Street = "new home";
            owner.Work = new Place { Street = "new work" };
            owner.Others.Clear();
            owner.Others.Add(new Place { Street = "third" });
            await scope.Context.SaveChangesAsync();
            owner.Home = null;
            await scope.Context.SaveChangesAsync();
        }

        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        var read = await reading.Context.Set<Owner>().SingleAsync();
        Assert.Null(read.Home);
        Assert.Equal("new work", read.Work!.Street);
        Assert.Equal("third", Assert.Single(read.Others).Street);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Complex_types_are_encrypted_nested_and_optional(TestDatabase database)
    {
        await using var host = await StartWithAsync(
            database,
            new Complex { Contact = new Contact { Phone = "1", Inner = new Inner { Code = "one", Number = 7 } }, Spare = new Inner { Code = "spare", Number = 8 } },
            new Complex { Contact = new Contact { Phone = "2", Inner = new Inner { Code = "two", Number = 9 } } });

        await using (var scope = host.NewScope())
        {
            var first = await scope.Context.Set<Complex>().OrderBy(row => row.Id).FirstAsync();
            first.Contact.Inner.Number = 77;
            await scope.Context.SaveChangesAsync();
        }

        await using var reading = host.NewScope();
        var read = await reading.Context.Set<Complex>().OrderBy(row => row.Id).ToListAsync();
        Assert.Equal(["1", "2"], read.Select(row => row.Contact.Phone));
        Assert.Equal(["one", "two"], read.Select(row => row.Contact.Inner.Code));
        Assert.Equal([77, 9], read.Select(row => row.Contact.Inner.Number));
        Assert.Equal("spare", read[0].Spare!.Code);
        Assert.Null(read[1].Spare);
        Assert.Equal(["one", "two"], await reading.Context.Set<Complex>().OrderBy(row => row.Id).Select(row => row.Contact.Inner.Code).ToListAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Sibling_types_share_one_encrypted_column(TestDatabase database)
    {
        await using var host = await StartWithAsync(
            database, new Dog { Chip = "d", Sound = "bark" }, new Cat { Chip = "c", Sound = "meow" });

        await using (var scope = host.NewScope())
        {
            (await scope.Context.Set<Dog>().SingleAsync()).Sound = "woof";
            await scope.Context.SaveChangesAsync();
        }

        await using var reading = host.NewScope();
        var animals = await reading.Context.Set<Animal>().ToListAsync();
        Assert.Equal("woof", animals.OfType<Dog>().Single().Sound);
        Assert.Equal("meow", animals.OfType<Cat>().Single().Sound);
        Assert.Equal(["c", "d"], animals.Select(animal => animal.Chip).Order());
        await AssertEnvelopeAsync(host, """SELECT "Sound" FROM "Animal" LIMIT 1""");
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Hierarchies_in_a_table_per_type_and_per_concrete_type_are_encrypted(TestDatabase database)
    {
        await using var host = await StartWithAsync(
            database,
            new TptCar { Plate = "tpt plate", Engine = "tpt engine" },
            new TpcCar { Id = 1, Plate = "tpc plate", Engine = "tpc engine" },
            new TpcBoat { Id = 2, Plate = "tpc name" });

        await using var reading = host.NewScope();
        var tpt = Assert.IsType<TptCar>(await reading.Context.Set<TptVehicle>().SingleAsync());
        Assert.Equal(("tpt plate", "tpt engine"), (tpt.Plate, tpt.Engine));
        var tpc = await reading.Context.Set<TpcVehicle>().OrderBy(row => row.Id).ToListAsync();
        Assert.Equal(["tpc plate", "tpc name"], tpc.Select(row => row.Plate));
        Assert.Equal("tpc engine", Assert.IsType<TpcCar>(tpc[0]).Engine);
        await AssertEnvelopeAsync(host, """SELECT "Engine" FROM "TptCar" """);
        await AssertEnvelopeAsync(host, """SELECT "Plate" FROM "TpcBoat" """);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Two_entities_on_one_table_each_open_their_values(TestDatabase database)
    {
        await using var host = await StartWithAsync(
            database, new Order { Number = "order", Shared = "both", Details = new OrderDetails { Note = "details", Shared = "both" } });

        await using (var scope = host.NewScope())
        {
            var order = await scope.Context.Set<Order>().Include(row => row.Details).SingleAsync();
            order.Details!.Note = "changed";
            await scope.Context.SaveChangesAsync();
        }

        await using var reading = host.NewScope();
        var read = await reading.Context.Set<Order>().Include(row => row.Details).SingleAsync();
        Assert.Equal(("order", "changed"), (read.Number, read.Details!.Note));
        Assert.Equal(("both", "both"), (read.Shared, read.Details.Shared));
        Assert.Equal("changed", await reading.Context.Set<OrderDetails>().Select(row => row.Note).SingleAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Shadow_properties_and_fields_are_encrypted(TestDatabase database)
    {
        await using var host = await TestHost<MappingContext>.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            var row = new Shadowed("in a field");
            scope.Context.Add(row).Property<string>("Secret").CurrentValue = "in a shadow";
            await scope.Context.SaveChangesAsync();
        }

        await using var reading = host.NewScope();
        var read = await reading.Context.Set<Shadowed>().SingleAsync();
        Assert.Equal("in a field", read.Reveal());
        Assert.Equal("in a shadow", reading.Context.Entry(read).Property<string>("Secret").CurrentValue);
        Assert.Equal("in a shadow", await reading.Context.Set<Shadowed>().Select(row => EF.Property<string>(row, "Secret")).SingleAsync());
        await AssertEnvelopeAsync(host, """SELECT "Secret" FROM "Shadowed" """);
    }

    private static async Task<TestHost<MappingContext>> StartWithAsync(TestDatabase database, params object[] rows)
    {
        var host = await TestHost<MappingContext>.StartAsync(database);
        await using var scope = host.NewScope();
        scope.Context.AddRange(rows);
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private static async Task AssertEnvelopeAsync(TestHost<MappingContext> host, string sql)
        => Assert.Equal(0xF9, Assert.IsType<byte[]>(await host.RawAsync(sql))[0]);

    private sealed class Owner
    {
        public int Id { get; set; }

        public Place? Home { get; set; }

        public Place? Work { get; set; }

        public List<Place> Others { get; } = [];
    }

    private sealed class Place
    {
        public required string Street { get; set; }
    }

    private sealed class Complex
    {
        public int Id { get; set; }

        public required Contact Contact { get; set; }

        public Inner? Spare { get; set; }
    }

    private sealed class Contact
    {
        public required string Phone { get; set; }

        public required Inner Inner { get; set; }
    }

    private sealed class Inner
    {
        public required string Code { get; set; }

        public int? Number { get; set; }
    }

    private abstract class Animal
    {
        public int Id { get; set; }

        public string Chip { get; set; } = "";
    }

    private sealed class Dog : Animal
    {
        public string Sound { get; set; } = "";
    }

    private sealed class Cat : Animal
    {
        public string Sound { get; set; } = "";
    }

    private abstract class TptVehicle
    {
        public int Id { get; set; }

        public string Plate { get; set; } = "";
    }

    private sealed class TptCar : TptVehicle
    {
        public string Engine { get; set; } = "";
    }

    private abstract class TpcVehicle
    {
        public int Id { get; set; }

        public string Plate { get; set; } = "";
    }

    private sealed class TpcCar : TpcVehicle
    {
        public string Engine { get; set; } = "";
    }

    private sealed class TpcBoat : TpcVehicle;

    private sealed class Order
    {
        public int Id { get; set; }

        public required string Number { get; set; }

        public required string Shared { get; set; }

        public OrderDetails? Details { get; set; }
    }

    private sealed class OrderDetails
    {
        public int Id { get; set; }

        public required string Note { get; set; }

        public required string Shared { get; set; }
    }

    private sealed class Shadowed(string hidden)
    {
        private readonly string _hidden = hidden;

        public int Id { get; set; }

        public string Reveal() => _hidden;
    }

    private sealed class MappingContext(DbContextOptions<MappingContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Owner>(owner =>
            {
                owner.IsDataSubject(DataSubjectRole.Customer);
                owner.OwnsOne(row => row.Home, place => place.Property(row => row.Street).IsPersonalData(PersonalDataCategory.PhysicalAddress).IsEncrypted());
                owner.OwnsOne(row => row.Work, place =>
                {
                    place.ToTable("Workplaces");
                    place.Property(row => row.Street).IsPersonalData(PersonalDataCategory.PhysicalAddress).IsEncrypted(searchable: true);
                });
                owner.OwnsMany(row => row.Others, place =>
                {
                    // The default key, of owner and number, cannot be generated by SQLite.
                    place.ToTable("OtherPlaces").HasKey("Id");
                    place.Property<int>("Id");
                    place.Property(row => row.Street).IsPersonalData(PersonalDataCategory.PhysicalAddress).IsEncrypted(searchable: true);
                });
            });
            modelBuilder.Entity<Complex>(complex =>
            {
                complex.IsDataSubject(DataSubjectRole.Employee);
                complex.ComplexProperty(row => row.Contact, contact =>
                {
                    contact.Property(row => row.Phone).IsPersonalData(PersonalDataCategory.Name).IsEncrypted(padTo: 16);
                    contact.ComplexProperty(row => row.Inner, inner =>
                    {
                        inner.Property(row => row.Code).IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
                        inner.Property(row => row.Number).IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
                    });
                });
                complex.ComplexProperty(row => row.Spare, spare =>
                {
                    spare.Property(row => row!.Code).IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
                    spare.Property(row => row!.Number).IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
                });
            });
            modelBuilder.Entity<Animal>(animal =>
            {
                animal.IsDataSubject(DataSubjectRole.Customer, kind: "animal");
                animal.Property(row => row.Chip).IsPersonalData(PersonalDataCategory.Name).IsEncrypted(searchable: true);
            });
            modelBuilder.Entity<Dog>().Property(row => row.Sound).HasColumnName("Sound").IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
            modelBuilder.Entity<Cat>().Property(row => row.Sound).HasColumnName("Sound").IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
            modelBuilder.Entity<TptVehicle>(vehicle =>
            {
                vehicle.UseTptMappingStrategy().IsDataSubject(DataSubjectRole.Customer, kind: "tpt");
                vehicle.Property(row => row.Plate).IsPersonalData(PersonalDataCategory.Name).IsEncrypted(searchable: true, unique: true);
            });
            modelBuilder.Entity<TptCar>().Property(row => row.Engine).IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
            modelBuilder.Entity<TpcVehicle>(vehicle =>
            {
                vehicle.UseTpcMappingStrategy().IsDataSubject(DataSubjectRole.Customer, kind: "tpc");
                vehicle.Property(row => row.Id).ValueGeneratedNever();
                vehicle.Property(row => row.Plate).IsPersonalData(PersonalDataCategory.Name).IsEncrypted(searchable: true);
            });
            modelBuilder.Entity<TpcCar>().Property(row => row.Engine).IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
            modelBuilder.Entity<TpcBoat>();
            modelBuilder.Entity<Order>(order =>
            {
                order.ToTable("Orders").IsDataSubject(DataSubjectRole.Customer, kind: "order");
                order.Property(row => row.Number).IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
                order.Property(row => row.Shared).HasColumnName("Shared").IsPersonalData(PersonalDataCategory.Name).IsEncrypted(columnId: "Orders.Shared");
                order.HasOne(row => row.Details).WithOne().HasForeignKey<OrderDetails>(row => row.Id);
            });
            modelBuilder.Entity<OrderDetails>(details =>
            {
                details.ToTable("Orders");
                details.Property(row => row.Note).IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
                details.Property(row => row.Shared).HasColumnName("Shared").IsPersonalData(PersonalDataCategory.Name).IsEncrypted(columnId: "Orders.Shared");
            });
            modelBuilder.Entity<Shadowed>(shadowed =>
            {
                shadowed.IsDataSubject(DataSubjectRole.Customer, kind: "shadowed");
                shadowed.Property<string>("_hidden").IsPersonalData(PersonalDataCategory.Name).IsEncrypted();
                shadowed.Property<string>("Secret").IsPersonalData(PersonalDataCategory.Name).IsEncrypted(searchable: true);
            });
        }
    }
}
