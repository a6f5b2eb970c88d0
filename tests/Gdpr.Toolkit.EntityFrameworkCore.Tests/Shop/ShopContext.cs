using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;

public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<SoleTrader> SoleTraders => Set<SoleTrader>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<SupportCase> Cases => Set<SupportCase>();

    public DbSet<SupportMessage> Messages => Set<SupportMessage>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<Customer>().OwnsOne(customer => customer.Home);
}
