using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Purposes;

public class PurposeScopeTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_13_the_name_on_an_invoice_of_an_erased_customer_is_readable_for_accounting_only(TestDatabase database)
    {
        await using var shop = await StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        var outside = await Assert.ThrowsAsync<PurposeRequiredException>(() => BilledToAsync(ada));
        using (scope.Purposes.BeginPurpose(ShopPurposes.Marketing))
        {
            await Assert.ThrowsAsync<PurposeRequiredException>(() => BilledToAsync(ada));
            using (scope.Purposes.BeginPurpose(ShopPurposes.Accounting))
            {
                Assert.Equal("Ada Lovelace, Esq.", await BilledToAsync(ada));
            }

            await Assert.ThrowsAsync<PurposeRequiredException>(() => BilledToAsync(ada));
        }

        await Assert.ThrowsAsync<PurposeRequiredException>(() => BilledToAsync(ada));
        Assert.Equal("Robert Babbage, Esq.", await BilledToAsync(bob));
        Assert.Equal("GDPR1042", outside.DocumentationId);
        Assert.Contains("'accounting'", outside.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", outside.Message, StringComparison.Ordinal);
        Assert.Null(scope.Purposes.Current);

        Task<string> BilledToAsync(int customer)
            => scope.Context.Invoices.AsNoTracking().Where(invoice => invoice.CustomerId == customer).Select(invoice => invoice.BilledTo).SingleAsync();
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Rights_see_what_is_retained_without_a_scope(TestDatabase database)
    {
        await using var shop = await StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        var person = DataSubject.Of<Customer>(ada);
        await using var scope = shop.NewScope();
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(person));
        using var package = new MemoryStream();

        var again = await scope.Erasure.PlanAsync(person);
        await scope.Export.ExportAsync(person, ExportProfile.Access, package);
        var explained = await scope.Retention.ExplainAsync(person);

        Assert.True(certificate.IsComplete);
        Assert.Contains(again.Decisions, decision => decision is { Property: "BilledTo", Action: ErasureAction.Retain });
        Assert.Contains(explained.Fields, field => field.Property == "BilledTo");
        Assert.Null(scope.Purposes.Current);
    }

    [Fact]
    public async Task A_scope_follows_its_own_flow_and_ends_in_any_order()
    {
        await using var shop = await StartAsync(TestDatabase.Sqlite);
        await using var scope = shop.NewScope();
        var outer = scope.Purposes.BeginPurpose(ShopPurposes.Accounting);
        var inner = scope.Purposes.BeginPurpose(ShopPurposes.Marketing);

        var elsewhere = await Task.Run(() =>
        {
            using (scope.Purposes.BeginPurpose(ShopPurposes.Service))
            {
                return scope.Purposes.Current;
            }
        });
        var here = scope.Purposes.Current;
        outer.Dispose();
        var afterOuter = scope.Purposes.Current;
        inner.Dispose();

        Assert.Equal((ShopPurposes.Service, ShopPurposes.Marketing, ShopPurposes.Marketing), (elsewhere, here, afterOuter));
        Assert.Null(scope.Purposes.Current);
        Assert.Throws<InvalidOperationException>(() => scope.Purposes.BeginPurpose("gossip"));
    }

    [Fact]
    public async Task Without_the_option_retained_values_read_like_any_other()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada)));

        Assert.Equal("Ada Lovelace, Esq.", (await scope.Context.Invoices.SingleAsync(invoice => invoice.CustomerId == ada)).BilledTo);
    }

    private static Task<TestHost<ShopContext>> StartAsync(TestDatabase database)
        => ShopHost.StartAsync(database, options => options.ConfigureToolkit = gdpr => gdpr.KeepRetainedBehindPurpose());
}
