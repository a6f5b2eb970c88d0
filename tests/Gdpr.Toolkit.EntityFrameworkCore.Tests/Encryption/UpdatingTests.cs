using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class UpdatingTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_change_writes_its_own_column_and_its_index_only(TestDatabase database)
    {
        var sql = new SqlRecorder();
        await using var shop = await ShopHost.StartAsync(database, options => options.ConfigureContext = context => context.AddInterceptors(sql));
        var (ada, _) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var customer = await scope.Context.Customers.SingleAsync(row => row.Id == ada);

        sql.Clear();
        customer.Email = "new@example.org";
        await scope.Context.SaveChangesAsync();
        var searchable = Assert.Single(sql.Commands, command => command.Contains("UPDATE", StringComparison.Ordinal));
        sql.Clear();
        customer.Name = "Ada King";
        await scope.Context.SaveChangesAsync();
        var other = Assert.Single(sql.Commands, command => command.Contains("UPDATE", StringComparison.Ordinal));

        Assert.Contains("\"Email\" =", searchable, StringComparison.Ordinal);
        Assert.Contains("\"EmailIndex\" =", searchable, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Name\"", searchable, StringComparison.Ordinal);
        Assert.Contains("\"Name\" =", other, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Email", other, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_index_follows_the_value_and_goes_with_it(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        var first = await shop.RawAsync($"""SELECT "BirthDateIndex" FROM "Customers" WHERE "Id" = {ada}""");
        await using var scope = shop.NewScope();
        var customer = await scope.Context.Customers.SingleAsync(row => row.Id == ada);

        customer.BirthDate = null;
        await scope.Context.SaveChangesAsync();
        var none = await shop.RawAsync($"""SELECT "BirthDateIndex" FROM "Customers" WHERE "Id" = {ada}""");
        var noValue = await shop.RawAsync($"""SELECT "BirthDate" FROM "Customers" WHERE "Id" = {ada}""");
        customer.BirthDate = new DateOnly(1815, 12, 10);
        await scope.Context.SaveChangesAsync();
        var again = await shop.RawAsync($"""SELECT "BirthDateIndex" FROM "Customers" WHERE "Id" = {ada}""");

        Assert.Equal(16, Assert.IsType<byte[]>(first).Length);
        Assert.Null(none);
        Assert.Null(noValue);
        Assert.Equal(first, again);
        await using var reading = shop.NewScope();
        Assert.Equal(new DateOnly(1815, 12, 10), (await reading.Context.Customers.SingleAsync(row => row.Id == ada)).BirthDate);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_person_saved_without_encrypted_values_gets_a_key_with_the_first(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var scope = host.NewScope();
        var person = new Person();
        scope.Context.Add(person);
        await scope.Context.SaveChangesAsync();
        Assert.Equal(0L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));

        person.Name = "Ada";
        await scope.Context.SaveChangesAsync();
        person.Name = "Grace";
        await scope.Context.SaveChangesAsync();

        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        Assert.Equal("Grace", (await reading.Context.People.SingleAsync()).Name);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_new_row_finds_its_person_over_rows_that_are_not_tracked(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (_, bob) = await shop.AddPeopleAsync();
        await using (var writing = shop.NewScope())
        {
            var caseId = await writing.Context.Cases.Where(row => row.Customer.Id == bob).Select(row => row.Id).SingleAsync();
            writing.Context.ChangeTracker.Clear();
            writing.Context.Add(new SupportMessage { CaseId = caseId, Text = "later" });
            writing.Context.Add(new Invoice { CustomerId = bob, BilledTo = "later too" });
            await writing.Context.SaveChangesAsync();
        }

        await using var scope = shop.NewScope();
        Assert.Equal("later", (await scope.Context.Messages.OrderBy(row => row.Id).LastAsync()).Text);
        Assert.Equal(2L, Convert.ToInt64(await shop.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_without_a_person_is_refused(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await using var scope = shop.NewScope();
        scope.Context.Add(new SupportMessage { CaseId = 4711, Text = "lost" });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());

        Assert.Contains("SupportMessage", error.Message, StringComparison.Ordinal);
        Assert.Equal(0L, Convert.ToInt64(await shop.RawAsync("""SELECT COUNT(*) FROM "Messages" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_disconnected_entity_can_be_updated_and_attached(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using (var updating = shop.NewScope())
        {
            var customer = ShopHost.Ada();
            customer.Id = ada;
            customer.Name = "Updated";
            customer.Email = "updated@example.org";
            updating.Context.Update(customer);
            await updating.Context.SaveChangesAsync();
        }

        await using (var attaching = shop.NewScope())
        {
            var customer = ShopHost.Ada();
            customer.Id = ada;
            attaching.Context.Attach(customer);
            customer.CreditLimit = 7.00m;
            attaching.Context.Entry(customer).Property(row => row.CreditLimit).IsModified = true;
            await attaching.Context.SaveChangesAsync();
        }

        await using var scope = shop.NewScope();
        var read = await scope.Context.Customers.SingleAsync(row => row.Id == ada);
        Assert.Equal(("Updated", "updated@example.org", 7.00m), (read.Name, read.Email, read.CreditLimit));
        Assert.Equal("12 St James's Square", read.Home.Street);
        Assert.Equal(2L, Convert.ToInt64(await shop.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_cannot_move_to_another_person(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var invoice = await scope.Context.Invoices.SingleAsync(row => row.CustomerId == ada);

        invoice.CustomerId = bob;
        invoice.BilledTo = "Bob";

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());
        Assert.Contains("Invoice", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_message_can_move_between_cases_of_one_person_but_not_to_another(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, bob) = await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var customer = await scope.Context.Customers.SingleAsync(row => row.Id == ada);
        var second = new SupportCase { Customer = customer, Subject = "second" };
        scope.Context.Add(second);
        await scope.Context.SaveChangesAsync();
        var message = await scope.Context.Messages.SingleAsync(row => row.Case.Customer.Id == ada);

        message.CaseId = second.Id;
        await scope.Context.SaveChangesAsync();
        message.CaseId = await scope.Context.Cases.Where(row => row.Customer.Id == bob).Select(row => row.Id).SingleAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.SaveChangesAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_failed_save_leaves_entities_and_keys_as_they_were_and_can_be_repeated(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await shop.AddPeopleAsync();
        await using var scope = shop.NewScope();
        var twin = ShopHost.Ada();
        twin.Invoices.Add(new Invoice { BilledTo = "twin" });
        scope.Context.Add(twin);

        var error = await Assert.ThrowsAsync<DbUpdateException>(() => scope.Context.SaveChangesAsync());

        Assert.NotEmpty(error.Entries);
        Assert.Equal("Ada Lovelace", twin.Name);
        Assert.Equal("Ada@Example.org", scope.Context.Entry(twin).Property(row => row.Email).CurrentValue);
        Assert.Equal(EntityState.Added, scope.Context.Entry(twin).State);
        Assert.Equal(2L, Convert.ToInt64(await shop.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));

        twin.Email = "twin@example.org";
        await scope.Context.SaveChangesAsync();

        await using var other = shop.StartAnotherShop();
        await using var reading = other.NewScope();
        Assert.Equal("twin@example.org", (await reading.Context.Customers.SingleAsync(row => row.Id == twin.Id)).Email);
        Assert.Equal(3L, Convert.ToInt64(await shop.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Changes_can_be_accepted_later(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        await using var scope = shop.NewScope();
        var ada = ShopHost.Ada();
        ada.Invoices.Add(new Invoice { BilledTo = "Ada" });
        scope.Context.Add(ada);

        await scope.Context.SaveChangesAsync(acceptAllChangesOnSuccess: false);
        Assert.Equal(EntityState.Added, scope.Context.Entry(ada).State);
        scope.Context.ChangeTracker.AcceptAllChanges();
        ada.Name = "Ada King";
        await scope.Context.SaveChangesAsync();

        await using var other = shop.StartAnotherShop();
        await using var reading = other.NewScope();
        Assert.Equal("Ada King", (await reading.Context.Customers.Include(row => row.Invoices).SingleAsync()).Name);
        Assert.Equal(1L, Convert.ToInt64(await shop.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task Thousands_of_people_are_saved_at_once(TestDatabase database, bool async)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            scope.Context.AddRange(Enumerable.Range(0, 2_500).Select(i => new Person { Name = $"n{i}", Notes = { new Note { Text = $"t{i}" } } }));
            _ = async ? await scope.Context.SaveChangesAsync() : SaveNow(scope.Context);
        }

        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        var people = await reading.Context.People.Include(row => row.Notes).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 2_500).Select(i => $"n{i}").Order(), people.Select(row => row.Name).Order());
        Assert.All(people, row => Assert.Equal(row.Name![1..], Assert.Single(row.Notes).Text[1..]));
        Assert.Equal(2_500L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" WHERE "State" = 2"""), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_conflict_is_resolved_with_the_values_that_are_stored(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var scope = host.NewScope();
        var mine = new Person { Name = "Ada", Stamp = 1 };
        scope.Context.Add(mine);
        await scope.Context.SaveChangesAsync();
        await using (var elsewhere = host.NewScope())
        {
            var theirs = await elsewhere.Context.People.SingleAsync();
            (theirs.Name, theirs.Stamp) = ("Bob", 2);
            await elsewhere.Context.SaveChangesAsync();
        }

        (mine.Name, mine.Stamp) = ("Ada Lovelace", 3);
        var conflict = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => scope.Context.SaveChangesAsync());
        var entry = Assert.Single(conflict.Entries);
        var stored = (await entry.GetDatabaseValuesAsync())!;
        Assert.Equal(("Ada", "Bob"), (entry.OriginalValues[nameof(Person.Name)], stored[nameof(Person.Name)]));
        entry.OriginalValues.SetValues(stored);
        await scope.Context.SaveChangesAsync();

        await using var reading = host.NewScope();
        Assert.Equal("Ada Lovelace", (await reading.Context.People.SingleAsync(person => person.Name == "Ada Lovelace")).Name);
        Assert.Equal(0, await reading.Context.People.CountAsync(person => person.Name == "Bob"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_stale_concurrency_token_fails_as_ever_and_the_entity_keeps_its_values(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var first = host.NewScope();
        first.Context.Add(new Person { Name = "Ada" });
        await first.Context.SaveChangesAsync();
        await using var second = host.NewScope();
        var mine = await first.Context.People.SingleAsync();
        var theirs = await second.Context.People.SingleAsync();
        (mine.Name, mine.Stamp) = ("mine", 1);
        (theirs.Name, theirs.Stamp) = ("theirs", 1);
        await first.Context.SaveChangesAsync();

        var error = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.Context.SaveChangesAsync());

        Assert.Equal("theirs", theirs.Name);
        var entry = Assert.Single(error.Entries);
        var stored = await entry.GetDatabaseValuesAsync();
        Assert.Equal("mine", stored!.GetValue<string>(nameof(Person.Name)));
        Assert.Equal("Ada", entry.OriginalValues.GetValue<string>(nameof(Person.Name)));
        entry.OriginalValues.SetValues(stored);
        await second.Context.SaveChangesAsync();
        await first.Context.Entry(mine).ReloadAsync();
        Assert.Equal("theirs", mine.Name);
    }

    private static int SaveNow(DbContext context) => context.SaveChanges();
}
