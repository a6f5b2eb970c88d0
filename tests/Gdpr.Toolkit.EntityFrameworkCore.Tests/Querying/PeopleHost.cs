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
            options.ConfigureToolkit = ShopPurposes.Register;
            options.ConfigureContext = configure;
        });
        var file = database == TestDatabase.Sqlite ? new SqliteFile() : null;
        var plain = new DbContextOptionsBuilder<PlainPeople>();
        if (file is null)
        {
            plain.UseNpgsql(await PostgresServer.CreateDatabaseAsync());
        }
        else
        {
            plain.UseSqlite(file.ConnectionString);
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
            Email = "ada@example.org",
            SecondEmail = "ada@example.net",
            Name = "Ada",
            BirthDate = new DateOnly(1815, 12, 10),
            Badge = Badge,
            Rank = Rank.Captain,
            Score = 7,
            Floor = 3,
            City = "London",
            Number = "M-1",
            Home = new Place { Street = "St James's Square", Region = "South" },
            Work = new Place { Street = "Dorset Street" },
            Contact = new Contact { Phone = "1" },
            Orders = { new Order { Email = "ada@example.org", Note = "first", Quantity = 1 }, new Order { Email = "shop@example.org", Quantity = 2 } },
        };
        yield return new Person
        {
            Email = "bob@example.org",
            Name = "Bob",
            BirthDate = new DateOnly(1791, 12, 26),
            Score = 7,
            City = "bob@example.org",
            Home = new Place { Street = "Dorset Street" },
            Orders = { new Order { Email = "bob@example.org", Note = "second", Quantity = 3 } },
        };
        yield return new Person { Email = "", Name = "Nobody", SecondEmail = "", BirthDate = new DateOnly(1815, 12, 10) };
        yield return new Person { Email = "eve@example.org", Name = "Eve", SecondEmail = "ada@example.net", Rank = Rank.Captain };
        yield return new Supplier { Email = "ada@example.org" };
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
