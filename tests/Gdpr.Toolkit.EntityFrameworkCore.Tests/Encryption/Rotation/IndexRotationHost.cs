using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>An application whose index root can be rotated, with accounts of two logins each.</summary>
internal sealed class IndexRotationHost : IAsyncDisposable
{
    public const int People = 6;

    private IndexRotationHost(TestHost<AccountsContext> host) => Host = host;

    public TestHost<AccountsContext> Host { get; }

    public FakeTimeProvider Clock => Host.Clock;

    public static async Task<IndexRotationHost> StartAsync(
        TestDatabase database, bool ownKeyDatabase = false, int people = People, Action<GdprToolkitBuilder>? configure = null)
    {
        var host = new IndexRotationHost(await TestHost<AccountsContext>.StartAsync(database, options =>
        {
            options.OwnKeyDatabase = ownKeyDatabase;
            options.ConfigureToolkit = gdpr => Configure(gdpr, configure);
        }));
        await using var scope = host.Host.NewScope();
        for (var number = 1; number <= people; number++)
        {
            scope.Context.Add(New(number));
            await scope.Context.SaveChangesAsync();
        }

        return host;
    }

    public static Account New(int number) => new()
    {
        Email = $"person{number}@example.com",
        Segment = number % 2,
        Logins = { new Login { Number = "1", Device = $"phone {number}" }, new Login { Number = "2", Device = $"person{number}@example.com" } },
    };

    /// <summary>Starts another process on the same database.</summary>
    public TestHost<AccountsContext> StartAnother(Action<GdprToolkitBuilder>? configure = null, bool prepared = true) => Host.StartAnother(options =>
    {
        options.Clock = Clock;
        options.ConfigureToolkit = gdpr => Configure(gdpr, configure, prepared);
    });

    public static void Configure(GdprToolkitBuilder gdpr, Action<GdprToolkitBuilder>? configure, bool prepared = true)
    {
        gdpr.AllowUnclassified();
        if (prepared)
        {
            gdpr.PrepareIndexRotation();
        }

        gdpr.ConfigureKeyRotation(rotation => rotation.BatchSize = 2);
        configure?.Invoke(gdpr);
    }

    public Task<IndexRotation> RotateAsync() => RotateAsync(Host);

    public static async Task<IndexRotation> RotateAsync(TestHost<AccountsContext> host)
    {
        await using var scope = host.NewScope();
        return (await host.Services.GetRequiredService<IKeyRotation>().RotateIndexAsync(scope.Context))!;
    }

    /// <summary>Goes on until the rotation is complete; begins one where there is none.</summary>
    public async Task<IndexRotation> FinishAsync()
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (await RotateAsync() is { IsComplete: true } ended)
            {
                return ended;
            }

            Clock.Advance(TimeSpan.FromHours(2));
        }

        throw new InvalidOperationException("The rotation does not end.");
    }

    public async Task<IReadOnlyList<RootRow>> RootsAsync()
    {
        await using var scope = Host.NewScope();
        using var store = GdprRuntime.Of(scope.Context.GetService<IDbContextOptions>()).KeyStore.Open(scope.Context);
        return [.. (await store.RootsAsync(async: true, default)).Where(row => row.Kind == RootKind.Index)];
    }

    /// <summary>Counts the tags of addresses in the two columns.</summary>
    public async Task<(long First, long Second)> TagsAsync()
        => ((long)(await Host.RawAsync("""SELECT COUNT("EmailIndex") FROM "Accounts" """))!, (long)(await Host.RawAsync("""SELECT COUNT("EmailIndexNext") FROM "Accounts" """))!);

    /// <summary>Asks everything that goes through tags.</summary>
    public static async Task RequireSearchableAsync(TestHost<AccountsContext> host, int people = People)
    {
        await using var scope = host.NewScope();
        var accounts = scope.Context.Accounts;
        for (var number = 1; number <= people; number++)
        {
            var email = $"person{number}@EXAMPLE.com";
            Assert.Equal($"person{number}@example.com", (await accounts.SingleAsync(account => account.Email == email)).Email);
        }

        var two = new[] { "person1@example.com", "person2@example.com", "nobody@example.com" };
        Assert.Equal(2, await accounts.CountAsync(account => two.Contains(account.Email)));
        Assert.Equal(people - 1, await accounts.CountAsync(account => account.Email != "person2@example.com"));
        Assert.Equal(people / 2, await accounts.CountAsync(account => account.Segment == 1));
        Assert.Equal(people, await accounts.Join(scope.Context.Accounts, one => one.Email, other => other.Email, (one, other) => one.Id).CountAsync());
        Assert.Equal(1, await accounts.CountAsync(account => account.Logins.Any(login => login.Device == "phone 2")));
        var phones = scope.Context.Logins.Where(login => login.Number == "1").Select(login => login.Device);
        Assert.Equal(people, await scope.Context.Logins.CountAsync(login => phones.Contains(login.Device)));
    }

    /// <summary>Tries to save an address that another account has.</summary>
    public static async Task RequireUniqueAsync(TestHost<AccountsContext> host)
    {
        await using var scope = host.NewScope();
        scope.Context.Add(new Account { Email = "person2@EXAMPLE.com" });
        await Assert.ThrowsAsync<DbUpdateException>(() => scope.Context.SaveChangesAsync());
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
