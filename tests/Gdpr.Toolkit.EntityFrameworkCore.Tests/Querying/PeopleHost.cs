using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;

/// <summary>The same people in an encrypted database and in a plain one.</summary>
internal sealed class PeopleHost : IAsyncDisposable
{
    public static readonly Guid Badge = new("7f3c1d1e-6a0f-4d57-9a44-2b1f5b1c0001");

    private readonly TestHost<EncryptedPeople> _host;
    private readonly SqliteFile? _file;
    private readonly DbContextOptions<PlainPeople> _plain;

    private PeopleHost(TestHost<EncryptedPeople> host, SqliteFile? file, DbContextOptions<PlainPeople> plain)
    {
        _host = host;
        _file = file;
        _plain = plain;
    }

    public TestHost<EncryptedPeople> Host => _host;

    public static async Task<PeopleHost> StartAsync(TestDatabase database, Action<DbContextOptionsBuilder>? configure = null)
    {
        var host = await TestHost<EncryptedPeople>.StartAsync(database, options =>
        {
            options.ConfigureToolkit = gdpr =>
            {
                ShopPurposes.Register(gdpr);
                gdpr.AllowSensitiveDataLogging("tests look for values in the logs");
            };
            options.ConfigureContext = configure;
        });
        var file = database == TestDatabase.Sqlite ? new SqliteFile() : null;
        var plain = new DbContextOptionsBuilder<PlainPeople>();
        if (file is null)
        {
            plain.AmongMany().UseNpgsql(await PostgresServer.CreateDatabaseAsync());
        }
        else
        {
            plain.AmongMany().UseSqlite(file.ConnectionString);
        }

        var people = new PeopleHost(host, file, plain.Options);
        await people.FillAsync();
        return people;
    }

    public TestScope<EncryptedPeople> NewScope() => _host.NewScope();

    public PlainPeople NewPlain() => new(_plain);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _file?.Dispose();
    }

    private static IEnumerable<object> Rows()
    {
        yield return new Member
        {
            Email = "alma@people.test",
            SecondEmail = "alma@people.alt",
            Name = "Alma",
            BirthDate = new DateOnly(1815, 12, 10),
            Badge = Badge,
            Rank = Rank.Captain,
            Score = 7,
            Floor = 3,
            City = "London",
            Number = "M-1",
            Home = new Place { Street = "Quay Lane", Region = "South" },
            Work = new Place { Street = "Mill Lane" },
            Contact = new Contact { Phone = "1" },
            Addresses = { new Place { Street = "Mill Lane", Region = "a" }, new Place { Street = "Quay Lane", Region = "b" } },
            Circles = { new Circle { Title = "gold" } },
            Orders = { new Order { Email = "alma@people.test", Note = "first", Quantity = 1 }, new Order { Email = "shop@people.test", Quantity = 2 } },
        };
        yield return new Person
        {
            Email = "bert@people.test",
            Name = "Bert",
            BirthDate = new DateOnly(1791, 12, 26),
            Score = 7,
            City = "bert@people.test",
            Home = new Place { Street = "Mill Lane" },
            Orders = { new Order { Email = "bert@people.test", Note = "second", Quantity = 3 } },
        };
        yield return new Person { Email = "", Name = "Nobody", SecondEmail = "", BirthDate = new DateOnly(1815, 12, 10) };
        yield return new Person { Email = "eve@people.test", Name = "Eve", SecondEmail = "alma@people.alt", Rank = Rank.Captain };
        yield return new Document { PersonId = 1, Reference = "mark" };
        yield return new Contract { PersonId = 2, WitnessId = 1, Reference = "mark", Signature = "sign" };
        yield return new Contract { PersonId = 2, WitnessId = 2, Reference = "other" };
        yield return new Question { Id = 1, PersonId = 1, Text = "ask" };
        yield return new Question { Id = 2, PersonId = 2 };
        yield return new Complaint { Id = 3, PersonId = 1, Text = "ask" };
        yield return new Supplier { Email = "alma@people.test" };
        yield return new Subscriber { Tenant = PeopleContext.Tenant };
        yield return new Subscriber { Tenant = "south" };
    }

    private async Task FillAsync()
    {
        await using (var plain = NewPlain())
        {
            await plain.Database.EnsureCreatedAsync();
            await AddAsync(plain);
        }

        await using var scope = NewScope();
        await AddAsync(scope.Context);
    }

    private static async Task AddAsync(PeopleContext context)
    {
        foreach (var row in Rows())
        {
            context.Add(row);
            await context.SaveChangesAsync();
        }
    }
}
