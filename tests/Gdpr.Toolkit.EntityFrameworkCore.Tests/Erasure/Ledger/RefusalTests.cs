using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>What a restored shop refuses, and how it comes back with what the law keeps.</summary>
public class RefusalTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Queries_saves_and_rights_are_refused_whether_values_are_encrypted_or_not(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var shop = await StartAsync(database, ledger);
        var (ada, bob) = await shop.AddPeopleAsync();
        using var backup = await Backup.TakeAsync(shop);
        await EraseAsync(shop, ada);
        await using var restored = backup.Restore(shop, With(ledger));
        Func<TestScope<ShopContext>, Task>[] attempts =
        [
            scope => scope.Context.Customers.Select(customer => customer.Nickname).ToListAsync(),
            scope => Task.FromResult(scope.Context.Customers.Count()),
            scope => scope.Context.Invoices.AnyAsync(invoice => invoice.Amount > 1),
            scope => scope.Context.Customers.SingleOrDefaultAsync(customer => customer.Email == "bob@example.org"),
            scope => scope.Context.Set<SoleTrader>().FromSqlRaw("""SELECT * FROM "Customers" """).ToListAsync(),
            scope => RenameAsync(scope.Context, bob, async: true),
            scope => RenameAsync(scope.Context, bob, async: false),
            scope => scope.Erasure.PlanAsync(DataSubject.Of<Customer>(bob)),
            scope => scope.Erasure.ListPendingAsync(),
            scope => scope.Export.ExportAsync(DataSubject.Of<Customer>(bob), Gdpr.Toolkit.Export.ExportProfile.Access, new MemoryStream()),
            scope => scope.Consent.LoadHistoryAsync(DataSubject.Of<Customer>(bob)),
        ];

        foreach (var attempt in attempts)
        {
            await using var scope = restored.NewScope();
            Assert.Equal(ErasureLedgerState.Restored, (await Assert.ThrowsAsync<ErasureLedgerException>(() => attempt(scope))).State);
        }

        await using (var recovering = restored.NewScope())
        {
            Assert.Equal(ErasureLedgerState.Current, (await recovering.Recovery.ReplayAsync()).Status.State);
        }

        foreach (var attempt in attempts)
        {
            await using var scope = restored.NewScope();
            await attempt(scope);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_a_law_keeps_is_kept_by_a_replay_and_can_be_read(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var shop = await StartAsync(database, ledger);
        var (ada, _) = await shop.AddPeopleAsync();
        using var backup = await Backup.TakeAsync(shop);
        await EraseAsync(shop, ada);
        await using var restored = backup.Restore(shop, With(ledger));

        await using var scope = restored.NewScope();
        var replayed = Assert.Single((await scope.Recovery.ReplayAsync()).People);

        Assert.Contains(replayed.Certificate!.Retained, entry => entry is { Entity: "Invoice", Property: "BilledTo" });
        var invoice = await scope.Context.Invoices.SingleAsync(row => row.CustomerId == ada);
        Assert.Equal("Ada Lovelace, Esq.", invoice.BilledTo);
        Assert.Equal("", invoice.Greeting ?? "");
        Assert.Null(await restored.RawAsync($"""SELECT "Nickname" FROM "Customers" WHERE "Id" = {ada.ToString(CultureInfo.InvariantCulture)}"""));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_host_replays_while_it_starts(TestDatabase database)
    {
        using var ledger = new LedgerFolder();
        await using var shop = await StartAsync(database, ledger);
        var (ada, bob) = await shop.AddPeopleAsync();
        using var backup = await Backup.TakeAsync(shop);
        await EraseAsync(shop, ada);
        await using var restored = backup.Restore(shop, With(ledger) + (options => options.ConfigureToolkit += gdpr => gdpr.ReplayErasuresOnStart()));

        await Assert.Single(restored.Services.GetServices<IHostedService>()).StartAsync(default);

        await using var scope = restored.NewScope();
        Assert.Equal([bob], await scope.Context.Customers.Select(customer => customer.Id).ToListAsync());
        Assert.NotNull(Assert.Single(restored.Certificates.Take()).Amends);
    }

    private static async Task RenameAsync(ShopContext context, int id, bool async)
    {
        var customer = ShopHost.Bob();
        customer.Id = id;
        context.Attach(customer).Property(row => row.Nickname).CurrentValue = "bobby";
        context.Entry(customer).Property(row => row.Nickname).IsModified = true;
        if (async)
        {
            await context.SaveChangesAsync();
        }
        else
        {
            context.SaveChanges();
        }
    }

    private static async Task EraseAsync(TestHost<ShopContext> shop, int id)
    {
        await using var scope = shop.NewScope();
        Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(id)))).IsComplete);
    }

    private static Task<TestHost<ShopContext>> StartAsync(TestDatabase database, LedgerFolder ledger)
        => ShopHost.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr.UseErasureLedgerFile(ledger.Path));

    private static Action<TestHostOptions> With(LedgerFolder ledger)
        => options => options.ConfigureToolkit = ShopPurposes.Register + new Action<GdprToolkitBuilder>(gdpr => gdpr.UseErasureLedgerFile(ledger.Path));
}
