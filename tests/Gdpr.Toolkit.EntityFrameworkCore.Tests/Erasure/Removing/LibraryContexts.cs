using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Removing;

/// <summary>A library whose desk sees one branch, and no archived readers.</summary>
public abstract class LibraryContext(DbContextOptions options) : DbContext(options)
{
    public int Branch { get; set; } = 1;

    public DbSet<Reader> Readers => Set<Reader>();

    public DbSet<Loan> Loans => Set<Loan>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Researcher>();
        modelBuilder.Entity<Reader>(reader =>
        {
            reader.OwnsOne(r => r.Home);
            reader.OwnsMany(r => r.Cards).HasKey(c => c.Id);
            reader.HasMany(r => r.Loans).WithOne(l => l.Reader).OnDelete(DeleteBehavior.Cascade);
            reader.HasMany(r => r.Reviews).WithOne().HasForeignKey(r => r.ReaderId).OnDelete(DeleteBehavior.ClientCascade);
            reader.HasMany(r => r.Wishes).WithOne().HasForeignKey(w => w.ReaderId).OnDelete(DeleteBehavior.ClientSetNull);
            reader.HasQueryFilter("Branch", r => r.Branch == Branch).HasQueryFilterKind("Branch", QueryFilterKind.Boundary);
            reader.HasQueryFilter("Archived", r => !r.IsArchived).HasQueryFilterKind("Archived", QueryFilterKind.Visibility);
        });
    }
}

public sealed class TphLibrary(DbContextOptions<TphLibrary> options) : LibraryContext(options);

public sealed class TptLibrary(DbContextOptions<TptLibrary> options) : LibraryContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Reader>().UseTptMappingStrategy();
    }
}

public sealed class TpcLibrary(DbContextOptions<TpcLibrary> options) : LibraryContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Reader>().UseTpcMappingStrategy().OwnsOne(r => r.Home).ToTable("Homes");
    }
}
