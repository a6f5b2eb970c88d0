using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Snippets.QuickStart;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Snippets.Tests;

/// <summary>Runs the proof of a whole model as it stands in the documentation.</summary>
public sealed class ProvingTests
{
    [Fact]
    public async Task Everybody_whom_the_generator_makes_up_is_exported_erased_and_forgotten()
    {
        using var file = new SqliteFile();
        var services = new ServiceCollection();
        TestingErasure.Register(services);
        services.AddGdprToolkit(gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        services.AddDbContext<ShopContext>(options => options.UseSqlite(file.ConnectionString).UseGdprToolkit());
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await db.Database.EnsureCreatedAsync();

        await TestingErasure.ProveAsync(
            db, scope.ServiceProvider.GetRequiredService<IPersonalDataExport>(), scope.ServiceProvider.GetRequiredService<IPersonalDataErasure>());
        var declared = await TestingErasure.Declare().SaveAsync(db, people: 1);

        Assert.Equal(5, await db.Customers.IgnoreQueryFilters().CountAsync(customer => EF.Property<long?>(customer, "ErasureRequestedAt") != null));
        Assert.Contains(declared[0].Values, value => value.Value is "customer1@example.org");
    }
}
