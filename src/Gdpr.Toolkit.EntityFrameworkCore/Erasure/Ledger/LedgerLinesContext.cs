using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>The ledger's own database.</summary>
internal sealed class LedgerLinesContext(DbContextOptions<LedgerLinesContext> options) : DbContext(options)
{
    public DbSet<LedgerLine> Lines => Set<LedgerLine>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var lines = modelBuilder.Entity<LedgerLine>();
        lines.ToTable("GdprErasureLedger");
        lines.HasKey(line => line.Position);
        lines.Property(line => line.Position).ValueGeneratedNever();
    }
}
