using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Export.Tests.Club;

public class ClubContext(DbContextOptions<ClubContext> options) : DbContext(options)
{
    public DbSet<Member> Members => Set<Member>();

    public DbSet<Gift> Gifts => Set<Gift>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<Member>(member =>
        {
            member.OwnsOne(m => m.Wishes, wishes => wishes.ToJson());
            member.OwnsMany(m => m.Addresses, address => address.HasKey("Id"));
        });
        modelBuilder.Entity<Gift>().HasOne(gift => gift.Giver).WithMany().OnDelete(DeleteBehavior.Cascade);
        modelBuilder.Entity<Gift>().HasOne(gift => gift.Taker).WithMany().OnDelete(DeleteBehavior.SetNull);
    }
}
