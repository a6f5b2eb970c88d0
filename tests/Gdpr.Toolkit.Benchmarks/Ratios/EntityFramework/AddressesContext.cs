using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>A person who is looked for by e-mail address.</summary>
[DataSubject(DataSubjectRole.Subscriber)]
internal sealed class Address
{
    public int Id { get; set; }

    [PersonalData(PersonalDataCategory.EmailAddress), Encrypted(Searchable = true)]
    public required string Email { get; set; }
}

internal abstract class AddressesContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Address> Addresses => Set<Address>();
}

internal sealed class EncryptedAddressesContext(DbContextOptions<EncryptedAddressesContext> options) : AddressesContext(options);

internal sealed class PlainAddressesContext(DbContextOptions<PlainAddressesContext> options) : AddressesContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Address>().HasIndex(address => address.Email);
}
