using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class ReadingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_way_to_load_an_entity_opens_its_values(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var other = shop.StartAnotherShop();
        await using var scope = other.NewScope();
        var context = scope.Context;

        Assert.Equal("Ada Lovelace", (await context.Customers.AsNoTracking().SingleAsync(row => row.Id == ada)).Name);
        Assert.Equal("Ada Lovelace", (await context.Customers.AsNoTrackingWithIdentityResolution().SingleAsync(row => row.Id == ada)).Name);
        var compiled = EF.CompileQuery((ShopContext shop, int id) => shop.Customers.Single(row => row.Id == id));
        var compiledAsync = EF.CompileAsyncQuery((ShopContext shop, int id) => shop.Customers.Where(row => row.Id == id).Select(row => row.Name).Single());
        Assert.Equal("Ada Lovelace", compiled(context, ada).Name);
        Assert.Equal("Ada Lovelace", await compiledAsync(context, ada));
        Assert.Equal("Ada Lovelace", (await context.Customers.FindAsync(ada))!.Name);
        Assert.Equal("Ada Lovelace", (await context.Customers.FromSql($"""SELECT * FROM "Customers" WHERE "Id" = {ada}""").AsNoTracking().SingleAsync()).Name);
        Assert.Equal(
            "Ada Lovelace",
            (await context.Customers.FromSqlRaw("""SELECT * FROM "Customers" """).Where(row => row.Id == ada).OrderBy(row => row.Id).Take(1).AsNoTracking().SingleAsync()).Name);
        Assert.Equal(0xF9, (await context.Database.SqlQueryRaw<byte[]>("""SELECT "Name" AS "Value" FROM "Customers" """).FirstAsync())[0]);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Projections_includes_and_split_queries_open_their_values(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var other = shop.StartAnotherShop();
        await using var scope = other.NewScope();
        var context = scope.Context;

        var split = await context.Customers.AsSplitQuery().Include(row => row.Invoices).Include(row => row.Cases).ThenInclude(row => row.Messages)
            .OrderBy(row => row.Id).ToListAsync();
        Assert.Equal("It rattles, says Ada Lovelace.", split[0].Cases.Single().Messages.Single().Text);
        Assert.Equal("Dear Robert Babbage!", split[1].Invoices.Single().Greeting);

        var projected = await context.Customers.OrderBy(row => row.Id)
            .Select(row => new { row.Email, row.Home.Street, Bills = row.Invoices.Select(invoice => invoice.BilledTo).ToList(), Rich = row.Id == ada ? row.CreditLimit : null })
            .ToListAsync();
        Assert.Equal(("Ada@Example.org", "12 St James's Square", 1250.50m), (projected[0].Email, projected[0].Street, projected[0].Rich));
        Assert.Equal("Robert Babbage, Esq.", Assert.Single(projected[1].Bills));
        Assert.Null(projected[1].Rich);

        var joined = await context.Messages
            .Join(context.Customers, message => message.Case.Customer.Id, customer => customer.Id, (message, customer) => new { customer.Id, message.Text, customer.Name })
            .OrderBy(row => row.Id)
            .ToListAsync();
        Assert.Equal(("It rattles, says Ada Lovelace.", "Ada Lovelace"), (joined[0].Text, joined[0].Name));
        var last = await context.Customers.Where(row => row.Id == ada).Select(row => row.Invoices.OrderByDescending(invoice => invoice.Id).First().BilledTo).SingleAsync();
        Assert.Equal("Ada Lovelace, Esq.", last);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Original_and_stored_values_are_plain_and_reload_restores_them(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var customer = await scope.Context.Customers.SingleAsync(row => row.Id == ada);
        var entry = scope.Context.Entry(customer);

        customer.Name = "changed";

        Assert.Equal("Ada Lovelace", entry.OriginalValues.GetValue<string>(nameof(Customer.Name)));
        Assert.Equal("Ada Lovelace", entry.GetDatabaseValues()!.GetValue<string>(nameof(Customer.Name)));
        Assert.Equal("Ada Lovelace", (await entry.GetDatabaseValuesAsync())!.GetValue<string>(nameof(Customer.Name)));
        await entry.ReloadAsync();
        Assert.Equal("Ada Lovelace", customer.Name);
        await entry.Collection(row => row.Invoices).LoadAsync();
        Assert.Equal("Ada Lovelace, Esq.", customer.Invoices.Single().BilledTo);
    }

    [Fact]
    public async Task Rows_can_be_enumerated_with_a_query_in_between()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        await shop.AddPeopleAsync();
        await using var other = shop.StartAnotherShop();
        await using var outer = other.NewScope();
        await using var inner = other.NewScope();
        var names = new List<string>();

        foreach (var customer in outer.Context.Customers.OrderBy(row => row.Id))
        {
            names.Add(customer.Name);
            names.Add(inner.Context.Invoices.Single(row => row.CustomerId == customer.Id).BilledTo);
            names.Add(outer.Context.Invoices.Single(row => row.CustomerId == customer.Id).BilledTo);
        }

        Assert.Equal(
            ["Ada Lovelace", "Ada Lovelace, Esq.", "Ada Lovelace, Esq.", "Robert Babbage", "Robert Babbage, Esq.", "Robert Babbage, Esq."], names);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Many_threads_read_through_one_small_cache(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.ConfigureKeyCache(cache => cache.Capacity = 1));
        await using (var writing = host.NewScope())
        {
            writing.Context.AddRange(Enumerable.Range(0, 40).Select(i => new Person { Name = $"n{i:00}", Notes = { new Note { Text = $"t{i:00}" } } }));
            await writing.Context.SaveChangesAsync();
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, 12), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (_, token) =>
        {
            await using var scope = host.NewScope();
            var people = await scope.Context.People.AsNoTracking().Include(row => row.Notes).ToListAsync(token);
            Assert.Equal(40, people.Count);
            Assert.All(people, row => Assert.Equal(row.Name![1..], row.Notes.Single().Text[1..]));
        });
    }
}
