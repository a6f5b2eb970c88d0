using System.Security.Claims;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Identity;

/// <summary>The life of an account, as <see cref="UserManager{TUser}"/> leads it, on encrypted users.</summary>
public abstract class AccountTests<TUser, TKey>
    where TUser : IdentityUser<TKey>, new()
    where TKey : IEquatable<TKey>
{
    private const string Secret = "Correct-Horse-7";

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_account_is_registered_found_changed_and_erased(TestDatabase database)
    {
        var (first, second) = (Unique("ada"), Unique("countess"));
        await using var host = await StartAsync(database);
        Assert.True((await WithUsersAsync(host, users => users.CreateAsync(Account(first), Secret))).Succeeded);

        Assert.Equal(["DuplicateUserName", "DuplicateEmail"], (await WithUsersAsync(host, users => users.CreateAsync(Account(first), Secret))).Errors.Select(error => error.Code));
        Assert.True(await WithUsersAsync(host, users => SignInAsync(users, first)));
        Assert.True(await WithUsersAsync(host, users => ChangeAddressAsync(users, first, second)));
        Assert.False(await WithUsersAsync(host, users => SignInAsync(users, first)));
        Assert.True(await WithUsersAsync(host, users => SignInAsync(users, second)));
        Assert.Equal(second, await WithUsersAsync(host, async users => (await users.FindByLoginAsync("provider", "number-at-the-provider"))!.Email));
        await RequireAbsentAsync(host, [first, second]);

        await using var scope = host.NewScope();
        var user = await scope.Context.Set<TUser>().SingleAsync();
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<TUser>([user.Id])));

        Assert.True(certificate.IsComplete);
        Assert.False(await WithUsersAsync(host, users => SignInAsync(users, second)));
        Assert.Null(await WithUsersAsync(host, users => users.FindByLoginAsync("provider", "number-at-the-provider")));
        Assert.True((await WithUsersAsync(host, users => users.CreateAsync(Account(second), Secret))).Succeeded);
        Assert.True(await WithUsersAsync(host, users => SignInAsync(users, second)));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_deleted_account_waits_for_its_erasure_and_its_address_is_free(TestDatabase database)
    {
        var address = Unique("ada");
        await using var host = await StartAsync(database);
        await WithUsersAsync(host, users => users.CreateAsync(Account(address), Secret));
        await using var stale = host.NewScope();
        using var others = Users(stale);
        var seen = await others.FindByEmailAsync(address);

        Assert.True((await WithUsersAsync(host, async users => await users.DeleteAsync((await users.FindByEmailAsync(address))!))).Succeeded);

        Assert.False(await WithUsersAsync(host, users => SignInAsync(users, address)));
        Assert.Equal("ConcurrencyFailure", Assert.Single((await others.SetPhoneNumberAsync(seen!, "+46701234567")).Errors).Code);
        Assert.True((await WithUsersAsync(host, users => users.CreateAsync(Account(address), Secret))).Succeeded);
        await using var scope = host.NewScope();
        var waiting = Assert.Single(await scope.Erasure.ListPendingAsync());
        Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(waiting))).IsComplete);
        Assert.True(await WithUsersAsync(host, users => SignInAsync(users, address)));
    }

    private static string Unique(string name) => $"{name}.{Guid.NewGuid():N}@accounts.test";

    private static TUser Account(string address) => new() { UserName = address, Email = address };

    private static async Task<bool> SignInAsync(UserManager<TUser> users, string address)
        => await users.FindByEmailAsync(address.ToUpperInvariant()) is { } user && await users.CheckPasswordAsync(user, Secret);

    private static async Task<bool> ChangeAddressAsync(UserManager<TUser> users, string from, string to)
    {
        var user = (await users.FindByNameAsync(from))!;
        return (await users.SetEmailAsync(user, to)).Succeeded
            && (await users.SetUserNameAsync(user, to)).Succeeded
            && (await users.AddClaimAsync(user, new Claim("given_name", "Ada"))).Succeeded
            && (await users.AddLoginAsync(user, new UserLoginInfo("provider", "number-at-the-provider", "Provider"))).Succeeded
            && (await users.SetAuthenticationTokenAsync(user, "provider", "refresh", "token")).Succeeded;
    }

    private static async Task RequireAbsentAsync(TestHost<AccountContext<TUser, TKey>> host, IReadOnlyList<string> addresses)
    {
        foreach (var address in addresses)
        {
            Assert.False(await host.FilesContainAsync(address));
            Assert.False(await host.FilesContainAsync(address.ToUpperInvariant().Split('@')[0] + "@ACCOUNTS"));
        }
    }

    private static Task<TestHost<AccountContext<TUser, TKey>>> StartAsync(TestDatabase database)
        => TestHost<AccountContext<TUser, TKey>>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("account", purpose => purpose.On(LegalBasis.Contract)));

    private static async Task<TResult> WithUsersAsync<TResult>(TestHost<AccountContext<TUser, TKey>> host, Func<UserManager<TUser>, Task<TResult>> act)
    {
        await using var scope = host.NewScope();
        using var users = Users(scope);
        return await act(users);
    }

    private static UserManager<TUser> Users(TestScope<AccountContext<TUser, TKey>> scope) => new(
        new IdentityStore<TUser, TKey>(scope.Context),
        Options.Create(new IdentityOptions { User = { RequireUniqueEmail = true } }),
        new PasswordHasher<TUser>(),
        [new UserValidator<TUser>()],
        [new PasswordValidator<TUser>()],
        new UpperInvariantLookupNormalizer(),
        new IdentityErrorDescriber(),
        new ServiceCollection().BuildServiceProvider(),
        NullLogger<UserManager<TUser>>.Instance);
}

public sealed class NumberedAccountTests : AccountTests<NumberedUser, int>;

public sealed class NamedAccountTests : AccountTests<NamedUser, string>;

public sealed class NumberedUser : IdentityUser<int>;

public sealed class NamedUser : IdentityUser;
