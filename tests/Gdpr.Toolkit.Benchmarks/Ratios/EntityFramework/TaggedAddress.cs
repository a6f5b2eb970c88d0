using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>A row of the columns that the toolkit makes of an <see cref="Address"/>, without the toolkit.</summary>
internal sealed class TaggedAddress
{
    public int Id { get; set; }

    public required byte[] Email { get; set; }

    public required byte[] EmailIndex { get; set; }
}

internal sealed class TaggedAddressesContext(DbContextOptions<TaggedAddressesContext> options) : DbContext(options)
{
    public DbSet<TaggedAddress> Addresses => Set<TaggedAddress>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<TaggedAddress>(addresses =>
    {
        addresses.HasIndex(address => address.EmailIndex);
        addresses.Property<DateTimeOffset?>("ErasedAt");
        addresses.Property<Guid?>("ErasureCertificateId");
        addresses.Property<DateTimeOffset?>("ErasureRequestedAt");
        addresses.HasQueryFilter(address => EF.Property<DateTimeOffset?>(address, "ErasureRequestedAt") == null);
    });
}
