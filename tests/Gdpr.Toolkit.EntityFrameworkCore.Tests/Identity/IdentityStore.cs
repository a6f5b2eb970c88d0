using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Identity;

/// <summary>A store over EF Core that works as Identity's own does: every change is saved at once, and updates mark the whole user.</summary>
internal sealed class IdentityStore<TUser, TKey>(DbContext context)
    : UserStoreBase<TUser, TKey, IdentityUserClaim<TKey>, IdentityUserLogin<TKey>, IdentityUserToken<TKey>>(new IdentityErrorDescriber())
    where TUser : IdentityUser<TKey>
    where TKey : IEquatable<TKey>
{
    public override IQueryable<TUser> Users => context.Set<TUser>();

    private DbSet<IdentityUserClaim<TKey>> Claims => context.Set<IdentityUserClaim<TKey>>();

    private DbSet<IdentityUserLogin<TKey>> Logins => context.Set<IdentityUserLogin<TKey>>();

    private DbSet<IdentityUserToken<TKey>> Tokens => context.Set<IdentityUserToken<TKey>>();

    public override async Task<IdentityResult> CreateAsync(TUser user, CancellationToken cancellationToken = default)
    {
        context.Add(user);
        await context.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    public override async Task<IdentityResult> UpdateAsync(TUser user, CancellationToken cancellationToken = default)
    {
        context.Attach(user);
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        context.Update(user);
        return await SaveAsync(cancellationToken);
    }

    public override async Task<IdentityResult> DeleteAsync(TUser user, CancellationToken cancellationToken = default)
    {
        context.Remove(user);
        return await SaveAsync(cancellationToken);
    }

    public override Task<TUser?> FindByIdAsync(string userId, CancellationToken cancellationToken = default)
        => FindUserAsync(ConvertIdFromString(userId)!, cancellationToken);

    public override Task<TUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken = default)
        => Users.FirstOrDefaultAsync(user => user.NormalizedUserName == normalizedUserName, cancellationToken);

    public override Task<TUser?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken = default)
        => Users.SingleOrDefaultAsync(user => user.NormalizedEmail == normalizedEmail, cancellationToken);

    public override async Task<IList<Claim>> GetClaimsAsync(TUser user, CancellationToken cancellationToken = default)
        => [.. (await Claims.Where(claim => claim.UserId.Equals(user.Id)).ToListAsync(cancellationToken)).Select(claim => claim.ToClaim())];

    public override Task AddClaimsAsync(TUser user, IEnumerable<Claim> claims, CancellationToken cancellationToken = default)
    {
        Claims.AddRange(claims.Select(claim => CreateUserClaim(user, claim)));
        return Task.CompletedTask;
    }

    public override async Task ReplaceClaimAsync(TUser user, Claim claim, Claim newClaim, CancellationToken cancellationToken = default)
    {
        await RemoveClaimsAsync(user, [claim], cancellationToken);
        await AddClaimsAsync(user, [newClaim], cancellationToken);
    }

    public override async Task RemoveClaimsAsync(TUser user, IEnumerable<Claim> claims, CancellationToken cancellationToken = default)
    {
        var stored = await Claims.Where(claim => claim.UserId.Equals(user.Id)).ToListAsync(cancellationToken);
        Claims.RemoveRange(stored.Where(row => claims.Any(claim => claim.Type == row.ClaimType && claim.Value == row.ClaimValue)));
    }

    public override async Task<IList<TUser>> GetUsersForClaimAsync(Claim claim, CancellationToken cancellationToken = default)
        => await Users
            .Where(user => Claims.Any(row => row.UserId.Equals(user.Id) && row.ClaimType == claim.Type && row.ClaimValue == claim.Value))
            .ToListAsync(cancellationToken);

    public override Task AddLoginAsync(TUser user, UserLoginInfo login, CancellationToken cancellationToken = default)
    {
        Logins.Add(CreateUserLogin(user, login));
        return Task.CompletedTask;
    }

    public override async Task RemoveLoginAsync(TUser user, string loginProvider, string providerKey, CancellationToken cancellationToken = default)
    {
        if (await FindUserLoginAsync(user.Id, loginProvider, providerKey, cancellationToken) is { } login)
        {
            Logins.Remove(login);
        }
    }

    public override async Task<IList<UserLoginInfo>> GetLoginsAsync(TUser user, CancellationToken cancellationToken = default)
        => await Logins
            .Where(login => login.UserId.Equals(user.Id))
            .Select(login => new UserLoginInfo(login.LoginProvider, login.ProviderKey, login.ProviderDisplayName))
            .ToListAsync(cancellationToken);

    protected override Task<TUser?> FindUserAsync(TKey userId, CancellationToken cancellationToken)
        => Users.SingleOrDefaultAsync(user => user.Id.Equals(userId), cancellationToken);

    protected override Task<IdentityUserLogin<TKey>?> FindUserLoginAsync(
        TKey userId, string loginProvider, string providerKey, CancellationToken cancellationToken)
        => Logins.SingleOrDefaultAsync(
            login => login.UserId.Equals(userId) && login.LoginProvider == loginProvider && login.ProviderKey == providerKey, cancellationToken);

    protected override Task<IdentityUserLogin<TKey>?> FindUserLoginAsync(string loginProvider, string providerKey, CancellationToken cancellationToken)
        => Logins.SingleOrDefaultAsync(login => login.LoginProvider == loginProvider && login.ProviderKey == providerKey, cancellationToken);

    protected override Task<IdentityUserToken<TKey>?> FindTokenAsync(TUser user, string loginProvider, string name, CancellationToken cancellationToken)
        => Tokens.FindAsync([user.Id, loginProvider, name], cancellationToken).AsTask();

    protected override Task AddUserTokenAsync(IdentityUserToken<TKey> token)
    {
        Tokens.Add(token);
        return Task.CompletedTask;
    }

    protected override Task RemoveUserTokenAsync(IdentityUserToken<TKey> token)
    {
        Tokens.Remove(token);
        return Task.CompletedTask;
    }

    private async Task<IdentityResult> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return IdentityResult.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
        }
    }
}
