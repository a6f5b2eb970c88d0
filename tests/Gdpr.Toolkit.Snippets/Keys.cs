using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Snippets.QuickStart;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets;

/// <summary>Keys in a database of their own, and in memory before they are needed.</summary>
public static class Keys
{
    public static void UseDatabase(GdprToolkitBuilder gdpr)
    {
        #region KeyDatabase
        gdpr.UseKeyDatabase(options => options.UseSqlite("Data Source=keys.db"));
        #endregion
    }

    public static async Task<string> CreateTablesAsync(IServiceProvider provider)
    {
        #region KeyDatabaseTables
        var keys = provider.GetRequiredService<IKeyDatabase>();
        await keys.CreateTablesAsync();
        var script = keys.GenerateCreateScript();
        #endregion
        return script;
    }

    public static async Task<IReadOnlyList<Customer>> ReadAsync(ShopContext context, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        #region PreloadKeys
        await context.PreloadKeysAsync(ids.Select(id => DataSubject.Of<Customer>(id)), cancellationToken);
        var customers = await context.Customers.Where(customer => ids.Contains(customer.Id)).ToListAsync(cancellationToken);
        #endregion
        return customers;
    }
}
