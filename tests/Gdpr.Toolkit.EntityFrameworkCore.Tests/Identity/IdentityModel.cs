using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Identity;

/// <summary>The tables, relationships and indexes of Identity's own context, whose package does not restore here.</summary>
internal static class IdentityModel
{
    public static ModelBuilder Configure<TUser, TKey>(ModelBuilder model)
        where TUser : IdentityUser<TKey>
        where TKey : IEquatable<TKey>
    {
        model.Entity<TUser>(user =>
        {
            user.HasIndex(row => row.NormalizedUserName).HasDatabaseName("UserNameIndex").IsUnique();
            user.HasIndex(row => row.NormalizedEmail).HasDatabaseName("EmailIndex");
            user.Property(row => row.ConcurrencyStamp).IsConcurrencyToken();
            user.Property(row => row.UserName).HasMaxLength(256);
            user.Property(row => row.NormalizedUserName).HasMaxLength(256);
            user.Property(row => row.Email).HasMaxLength(256);
            user.Property(row => row.NormalizedEmail).HasMaxLength(256);
        });
        model.Entity<IdentityRole<TKey>>();
        Hang<IdentityUserClaim<TKey>>().HasKey(claim => claim.Id);
        Hang<IdentityUserLogin<TKey>>().HasKey(login => new { login.LoginProvider, login.ProviderKey });
        Hang<IdentityUserToken<TKey>>().HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        Hang<IdentityUserRole<TKey>>().HasKey(role => new { role.UserId, role.RoleId });
        var passkey = Hang<IdentityUserPasskey<TKey>>();
        passkey.HasKey(row => row.CredentialId);
        passkey.OwnsOne(row => row.Data).ToJson();
        return model;

        EntityTypeBuilder<TEntity> Hang<TEntity>()
            where TEntity : class
        {
            var entity = model.Entity<TEntity>();
            entity.HasOne<TUser>().WithMany().HasForeignKey("UserId").IsRequired();
            return entity;
        }
    }

    /// <summary>What docs/identity.md shows: the values of users encrypted, their normalised ones found over the blind index.</summary>
    public static void Encrypt<TUser, TKey>(ModelBuilder model)
        where TUser : IdentityUser<TKey>
        where TKey : IEquatable<TKey>
        => model.Entity<TUser>(user =>
        {
            foreach (var index in user.Metadata.GetIndexes().ToList())
            {
                user.Metadata.RemoveIndex(index);
            }

            user.Property(row => row.UserName).IsEncrypted();
            user.Property(row => row.NormalizedUserName).IsEncrypted(searchable: true, unique: true);
            user.Property(row => row.Email).IsEncrypted();
            user.Property(row => row.NormalizedEmail).IsEncrypted(searchable: true);
            user.Property(row => row.PhoneNumber).IsEncrypted();
            user.Property(row => row.PasswordHash).IsEncrypted();
            user.Property(row => row.SecurityStamp).IsEncrypted();
        });
}
