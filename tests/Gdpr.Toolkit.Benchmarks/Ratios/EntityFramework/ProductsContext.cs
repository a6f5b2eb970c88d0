using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>Nothing that is about a person.</summary>
internal sealed class Product
{
    public int Id { get; set; }

    public required string Label { get; set; }

    public int Price { get; set; }
}

internal abstract class ProductsContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();
}

internal sealed class PlainProductsContext(DbContextOptions<PlainProductsContext> options) : ProductsContext(options);

internal sealed class ToolkitProductsContext(DbContextOptions<ToolkitProductsContext> options) : ProductsContext(options);
