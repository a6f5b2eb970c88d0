using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Identity;

public sealed class AccountContext<TUser, TKey>(DbContextOptions<AccountContext<TUser, TKey>> options) : DbContext(options)
    where TUser : IdentityUser<TKey>
    where TKey : IEquatable<TKey>
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        IdentityModel.Configure<TUser, TKey>(modelBuilder).ClassifyIdentity(DataSubjectRole.User, "account");
        IdentityModel.Encrypt<TUser, TKey>(modelBuilder);
    }
}
