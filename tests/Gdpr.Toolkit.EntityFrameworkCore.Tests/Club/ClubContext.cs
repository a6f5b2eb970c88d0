using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Club;

public class ClubContext(DbContextOptions<ClubContext> options) : DbContext(options)
{
    public DbSet<Member> Members => Set<Member>();

    public DbSet<Team> Teams => Set<Team>();

    public DbSet<Donation> Donations => Set<Donation>();

    public DbSet<Booking> Bookings => Set<Booking>();

    public DbSet<Hint> Hints => Set<Hint>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Membership>().HasKey(membership => new { membership.MemberId, membership.TeamId });
        modelBuilder.Entity<Team>().HasQueryFilter(team => team.Title != "hidden");
        modelBuilder.Entity<Hint>().HasQueryFilter(hint => hint.Text != "deleted by the application").HasQueryFilterKind(QueryFilterKind.Visibility);
        modelBuilder.Entity<Member>().HasQueryFilter(member => member.Name != "banned").HasQueryFilterKind(QueryFilterKind.Boundary);
    }
}
