using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Snippets.QuickStart;

/// <summary>An ordinary context.</summary>
public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();
}
