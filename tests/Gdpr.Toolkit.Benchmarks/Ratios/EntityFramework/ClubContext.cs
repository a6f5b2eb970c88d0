using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>One model; whether the toolkit is on is a matter of the options.</summary>
internal abstract class ClubContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Member> Members => Set<Member>();

    public DbSet<Letter> Letters => Set<Letter>();
}

internal sealed class EncryptedClubContext(DbContextOptions<EncryptedClubContext> options) : ClubContext(options);

/// <summary>The same without the toolkit, and with a table of the shape of its keys.</summary>
internal sealed class PlainClubContext(DbContextOptions<PlainClubContext> options) : ClubContext(options)
{
    public DbSet<PlainKey> Keys => Set<PlainKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<PlainKey>(keys =>
    {
        keys.HasKey(key => key.Position);
        keys.HasIndex(key => key.Kid).IsUnique();
        keys.HasIndex(key => new { key.SubjectRef, key.StoreId, key.Group, key.Version }).IsUnique();
    });
}
