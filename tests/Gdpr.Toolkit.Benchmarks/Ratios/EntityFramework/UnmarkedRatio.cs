using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Benchmarks.Ratios.EntityFramework;

/// <summary>Reading rows of a model without personal data with the toolkit, in terms of the same without it.</summary>
internal sealed class UnmarkedRatio : IRatio
{
    private const int Rows = 10_000;
    private const int FewestPairs = 31;
    private const int WarmUps = 30;

    public string Name => "ef.model-without-personal-data";

    public double UpperBound => 1.05;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var plainFile = new SqliteFile();
        using var toolkitFile = new SqliteFile();
        using var plain = await StartAsync<PlainProductsContext>(plainFile, encrypted: false);
        using var toolkit = await StartAsync<ToolkitProductsContext>(toolkitFile, encrypted: true);
        for (var i = 0; i < WarmUps; i++)
        {
            await plain.RunAsync(ReadAsync);
            await toolkit.RunAsync(ReadAsync);
        }

        return await Interleaved.RatioAsync(Math.Max(pairs, FewestPairs), () => plain.RunAsync(ReadAsync), () => toolkit.RunAsync(ReadAsync));
    }

    private static async Task<Side<TContext>> StartAsync<TContext>(SqliteFile file, bool encrypted)
        where TContext : ProductsContext
    {
        var side = await Side<TContext>.StartAsync(options => options.UseSqlite(file.ConnectionString), encrypted);
        await side.RunAsync(context =>
        {
            context.AddRange(Enumerable.Range(0, Rows).Select(number => new Product { Label = $"Product {number}", Price = number }));
            return context.SaveChangesAsync();
        });
        return side;
    }

    private static async Task ReadAsync(ProductsContext context)
    {
        var read = await context.Products.AsNoTracking().ToListAsync();
        if (read.Count != Rows)
        {
            throw new InvalidOperationException($"{read.Count} rows were read instead of {Rows}.");
        }
    }
}
