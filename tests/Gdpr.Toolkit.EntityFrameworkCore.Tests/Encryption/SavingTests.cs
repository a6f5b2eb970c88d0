using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class SavingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_graph_with_generated_keys_is_stored_encrypted_and_read_back(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);

        var (ada, _) = await shop.AddPeopleAsync();

        await using var scope = shop.NewScope();
        var read = await scope.Context.Customers
            .Include(customer => customer.Invoices)
            .Include(customer => customer.Cases).ThenInclude(supportCase => supportCase.Messages)
            .SingleAsync(customer => customer.Id == ada);
        Assert.Equal("Ada Lovelace", read.Name);
        Assert.Equal("Ada@Example.org", read.Email);
        Assert.Equal(new DateOnly(1815, 12, 10), read.BirthDate);
        Assert.Equal(1250.50m, read.CreditLimit);
        Assert.Equal("12 St James's Square", read.Home.Street);
        Assert.Equal("Ada Lovelace, Esq.", Assert.Single(read.Invoices).BilledTo);
        Assert.Equal("It rattles, says Ada Lovelace.", Assert.Single(Assert.Single(read.Cases).Messages).Text);
        Assert.False(scope.Context.ChangeTracker.HasChanges());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Nothing_that_is_encrypted_stands_in_the_files(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        // The files of a server hold the databases of other tests as well: these values are nobody else's.
        var secret = Guid.NewGuid().ToString("N");
        var known = Guid.NewGuid().ToString("N");

        await using (var scope = shop.NewScope())
        {
            scope.Context.Add(new Customer
            {
                Name = $"name {secret}",
                Email = $"{secret}@example.org",
                Nickname = known,
                Home = new Address { Street = $"street {secret}" },
            });
            await scope.Context.SaveChangesAsync();
        }

        Assert.True(await shop.ServerFilesContainAsync(known));
        Assert.False(await shop.ServerFilesContainAsync(secret));
        var stored = Assert.IsType<byte[]>(await shop.RawAsync("""SELECT "Email" FROM "Customers" LIMIT 1"""));
        Assert.Equal(0xF9, stored[0]);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Another_process_reads_what_this_one_wrote(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();

        await using var other = shop.StartAnotherShop();

        await using var scope = other.NewScope();
        Assert.Equal("Ada Lovelace", await scope.Context.Customers.Where(c => c.Id == ada).Select(c => c.Name).SingleAsync());
    }
}
