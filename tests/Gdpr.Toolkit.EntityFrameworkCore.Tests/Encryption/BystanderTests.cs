using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class BystanderTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_an_erasure_saves_of_somebody_else_keeps_their_key_and_tags(TestDatabase database)
    {
        var audit = new Audit();
        await using var host = await ShopHost.StartAsync(database, options => options.ConfigureContext = context => context.AddInterceptors(audit));
        var (ada, bob) = await host.AddPeopleAsync();
        audit.Saving = async context =>
        {
            var other = await context.Set<Customer>().SingleAsync(row => row.Id == bob);
            other.Email = "written@example.org";
        };
        await using (var scope = host.NewScope())
        {
            await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));
        }

        await using var later = host.NewScope();
        Assert.Equal(bob, (await later.Context.Customers.SingleAsync(row => row.Email == "written@example.org")).Id);
        Assert.Equal(2L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" WHERE "Group" = '' """), null));
        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" WHERE "Group" <> '' """), null));
    }

    private sealed class Audit : SaveChangesInterceptor
    {
        public Func<DbContext, Task>? Saving { get; set; }

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Saving is { } once)
            {
                Saving = null;
                await once(eventData.Context!);
            }

            return result;
        }
    }
}
