using System.Transactions;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class TransactionTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_a_transaction_commits_another_process_reads(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            var person = new Person { Name = "Ada" };
            scope.Context.Add(person);
            await scope.Context.SaveChangesAsync();
            person.Notes.Add(new Note { Text = "in the same transaction" });
            await scope.Context.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.Equal(["Ada: in the same transaction"], await ReadElsewhereAsync(host));
        Assert.Equal(["Ada: in the same transaction"], await ReadAsync(host));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task After_a_rollback_the_same_and_new_people_are_saved_under_keys_that_exist(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var scope = host.NewScope();
        var known = new Person();
        scope.Context.Add(known);
        await scope.Context.SaveChangesAsync();
        await using (var transaction = await scope.Context.Database.BeginTransactionAsync())
        {
            known.Name = "rolled back";
            scope.Context.Add(new Person { Name = "rolled back too", Notes = { new Note { Text = "gone" } } });
            await scope.Context.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        scope.Context.ChangeTracker.Clear();
        var again = await scope.Context.People.SingleAsync();
        again.Name = "Ada";
        again.Notes.Add(new Note { Text = "kept" });
        scope.Context.Add(new Person { Name = "Bob", Notes = { new Note { Text = "new" } } });
        await scope.Context.SaveChangesAsync();

        Assert.Equal(["Ada: kept", "Bob: new"], await ReadElsewhereAsync(host));
    }

    // SQLite gives the id of the first save again, and EF Core itself then violates the foreign key.
    [Theory]
    [OnPostgres]
    public async Task A_save_that_is_taken_back_before_it_is_accepted_can_be_repeated(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var scope = host.NewScope();
        scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "kept" } } });
        await using (var transaction = await scope.Context.Database.BeginTransactionAsync())
        {
            await scope.Context.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await transaction.RollbackAsync();
        }

        await scope.Context.SaveChangesAsync();

        Assert.Equal(["Ada: kept"], await ReadElsewhereAsync(host));
    }

    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task A_database_whose_first_save_is_undone_gets_its_index_keys_from_the_next(TestDatabase database, bool explicitly)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var scope = host.NewScope();
        if (explicitly)
        {
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            scope.Context.Add(new Person { Name = "undone" });
            await scope.Context.SaveChangesAsync();
            scope.Context.Add(new Person { Name = "undone too" });
            await scope.Context.SaveChangesAsync();
            await transaction.RollbackAsync();
        }
        else
        {
            scope.Context.Add(new Person { Name = "undone", Notes = { new Note { Text = null! } } });
            await Assert.ThrowsAsync<DbUpdateException>(() => scope.Context.SaveChangesAsync());
        }

        scope.Context.ChangeTracker.Clear();
        await using (var elsewhere = host.NewScope())
        {
            Assert.Equal(0, await elsewhere.Context.People.CountAsync(person => person.Name == "Ada"));
            await using var other = host.StartAnother();
            await using var writing = other.NewScope();
            writing.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "first" } } });
            await writing.Context.SaveChangesAsync();
        }

        Assert.Equal(1, await scope.Context.People.CountAsync(person => person.Name == "Ada"));
        Assert.Equal(["Ada: first"], await ReadAsync(host));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task After_a_rollback_to_a_savepoint_everything_saved_later_is_readable(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            var known = new Person();
            scope.Context.Add(known);
            await scope.Context.SaveChangesAsync();
            await transaction.CreateSavepointAsync("mine");
            known.Name = "undone";
            scope.Context.Add(new Person { Name = "undone too" });
            await scope.Context.SaveChangesAsync();
            await transaction.RollbackToSavepointAsync("mine");
            scope.Context.ChangeTracker.Clear();
            var again = await scope.Context.People.SingleAsync();
            again.Name = "Ada";
            again.Notes.Add(new Note { Text = "kept" });
            scope.Context.Add(new Person { Name = "Bob", Notes = { new Note { Text = "new" } } });
            await scope.Context.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.Equal(["Ada: kept", "Bob: new"], await ReadElsewhereAsync(host));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_save_that_fails_inside_a_transaction_leaves_the_transaction_usable(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "first" } } });
            await scope.Context.SaveChangesAsync();
            var failing = new Person { Name = "Bob", Notes = { new Note { Text = null! } } };
            scope.Context.Add(failing);
            await Assert.ThrowsAsync<DbUpdateException>(() => scope.Context.SaveChangesAsync());
            failing.Notes[0].Text = "second";
            await scope.Context.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.Equal(["Ada: first", "Bob: second"], await ReadElsewhereAsync(host));
        Assert.Equal(2L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_save_sets_one_savepoint_in_the_applications_transaction_and_none_in_its_own(TestDatabase database)
    {
        var savepoints = new SavepointRecorder();
        await using var host = await TestHost<NotesContext>.StartAsync(
            database, options => options.ConfigureContext = context => context.AddInterceptors(savepoints));
        await using var scope = host.NewScope();
        scope.Context.Add(new Person { Name = "Ada" });

        await scope.Context.SaveChangesAsync();
        var inItsOwn = savepoints.Count;
        await using (await scope.Context.Database.BeginTransactionAsync())
        {
            scope.Context.Add(new Person { Name = "Bob" });
            await scope.Context.SaveChangesAsync();
        }

        Assert.Equal((0, 1), (inItsOwn, savepoints.Count));
        Assert.True(scope.Context.Database.AutoSavepointsEnabled);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Uncommitted_values_are_read_inside_their_transaction_and_nothing_stays_after_a_rollback(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.ConfigureKeyCache(cache => cache.Capacity = 1));
        await using var scope = host.NewScope();
        await using var transaction = await scope.Context.Database.BeginTransactionAsync();
        scope.Context.AddRange(Enumerable.Range(0, 5).Select(i => new Person { Name = $"p{i}", Notes = { new Note { Text = $"t{i}" } } }));
        await scope.Context.SaveChangesAsync();

        var inside = await scope.Context.People.AsNoTracking().Include(row => row.Notes).ToListAsync();
        await transaction.RollbackAsync();

        Assert.Equal(["p0", "p1", "p2", "p3", "p4"], inside.Select(row => row.Name).Order());
        Assert.Empty(await ReadElsewhereAsync(host));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_transaction_can_be_passed_to_a_second_context(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using var first = host.NewScope();
        await using var second = host.NewScope();
        await first.Context.Database.OpenConnectionAsync();
        second.Context.Database.SetDbConnection(first.Context.Database.GetDbConnection());
        await using (var transaction = await first.Context.Database.BeginTransactionAsync())
        {
            await second.Context.Database.UseTransactionAsync(transaction.GetDbTransaction());
            var person = new Person { Name = "Ada" };
            first.Context.Add(person);
            await first.Context.SaveChangesAsync();
            second.Context.Add(new Note { PersonId = person.Id, Text = "from the second" });
            await second.Context.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        Assert.Equal(["Ada: from the second"], await ReadElsewhereAsync(host));
    }

    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task Contexts_that_share_a_transaction_read_what_the_others_have_written(TestDatabase database, bool isFirstSave)
    {
        await using var host = await StartAsync(database, isFirstSave);
        await using var first = host.NewScope();
        await using var second = host.NewScope();
        await first.Context.Database.OpenConnectionAsync();
        second.Context.Database.SetDbConnection(first.Context.Database.GetDbConnection());
        await using var transaction = await first.Context.Database.BeginTransactionAsync();
        await second.Context.Database.UseTransactionAsync(transaction.GetDbTransaction());

        var ada = new Person { Name = "Ada" };
        first.Context.Add(ada);
        await first.Context.SaveChangesAsync();
        Assert.Equal("Ada", (await second.Context.People.SingleAsync(person => person.Name == "Ada")).Name);
        second.Context.Add(new Note { PersonId = ada.Id, Text = "from the second" });
        second.Context.Add(new Person { Name = "Bob" });
        await second.Context.SaveChangesAsync();
        Assert.Equal("from the second", (await first.Context.Notes.AsNoTracking().SingleAsync(note => note.PersonId == ada.Id)).Text);
        Assert.Equal("Bob", (await first.Context.People.SingleAsync(person => person.Name == "Bob")).Name);
        await transaction.CommitAsync();

        first.Context.ChangeTracker.Clear();
        Assert.Equal(2, await first.Context.People.CountAsync(person => person.Name == "Ada" || person.Name == "Bob"));
        Assert.Equal(["Ada: from the second", "Bob: "], (await ReadElsewhereAsync(host)).Where(text => !text.StartsWith("before", StringComparison.Ordinal)));
    }

    [Theory]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task Contexts_one_after_the_other_in_a_transaction_scope_read_what_was_written(TestDatabase database, bool pooled)
    {
        await using var host = await StartAsync(database, isFirstSave: false);
        await using var services = Services(host, pooled);
        using (var ambient = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using (var first = services.CreateAsyncScope())
            {
                var context = first.ServiceProvider.GetRequiredService<NotesContext>();
                context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "kept" } } });
                await context.SaveChangesAsync();
            }

            await using (var second = services.CreateAsyncScope())
            {
                var context = second.ServiceProvider.GetRequiredService<NotesContext>();
                var ada = await context.People.Include(person => person.Notes).SingleAsync(person => person.Name == "Ada");
                Assert.Equal("kept", ada.Notes.Single().Text);
                ada.Notes.Add(new Note { Text = "of the second" });
                await context.SaveChangesAsync();
            }

            ambient.Complete();
        }

        Assert.Equal(["Ada: kept, of the second", "before: "], await ReadElsewhereAsync(host));
    }

    [Theory]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task A_transaction_scope_holds_keys_and_data_together(TestDatabase database, bool complete)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.ConfigureKeyCache(cache => cache.Capacity = 1));
        await using (var before = host.NewScope())
        {
            before.Context.Add(new Person { Name = "Zoe", Notes = { new Note { Text = "before" } } });
            await before.Context.SaveChangesAsync();
        }

        host.Clock.Advance(TimeSpan.FromHours(1));
        using (var ambient = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using var scope = host.NewScope();
            scope.Context.AddRange(
                new Person { Name = "Ada", Notes = { new Note { Text = "one" } } }, new Person { Name = "Bob", Notes = { new Note { Text = "two" } } });
            await scope.Context.SaveChangesAsync();
            scope.Context.ChangeTracker.Clear();
            var people = await scope.Context.People.Include(row => row.Notes).OrderBy(row => row.Id).ToListAsync();
            Assert.Equal(["Zoe", "Ada", "Bob"], people.Select(row => row.Name));
            people[1].Notes.Single().Text = "uno";
            await scope.Context.SaveChangesAsync();
            if (complete)
            {
                ambient.Complete();
            }
        }

        string[] expected = complete ? ["Ada: uno", "Bob: two", "Zoe: before"] : ["Zoe: before"];
        Assert.Equal(expected, await ReadElsewhereAsync(host));
        await using (var scope = host.NewScope())
        {
            scope.Context.Add(new Person { Name = "Eve", Notes = { new Note { Text = "after" } } });
            await scope.Context.SaveChangesAsync();
        }

        Assert.Equal([.. expected, "Eve: after"], (await ReadElsewhereAsync(host)).OrderBy(text => text == "Eve: after"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_within_a_transaction_scope_is_refused_before_anything_is_destroyed(TestDatabase database)
    {
        await using var host = await StartAsync(database, isFirstSave: false);
        await using (var scope = host.NewScope())
        {
            var plan = await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1));
            using var ambient = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);

            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.EraseAsync(plan));

            Assert.Contains("TransactionScope", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["before: "], await ReadElsewhereAsync(host));
    }

    [Fact]
    public async Task Sqlite_ignores_a_transaction_scope_where_told_to_and_writes_keys_and_data_together()
    {
        await using var host = await TestHost<NotesContext>.StartAsync(
            TestDatabase.Sqlite,
            options => options.ConfigureContext = context => context.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.AmbientTransactionWarning)));
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using var scope = host.NewScope();
            scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "kept" } } });
            await scope.Context.SaveChangesAsync();
            scope.Context.Add(new Person { Name = "Bob", Notes = { new Note { Text = null! } } });
            await Assert.ThrowsAsync<DbUpdateException>(() => scope.Context.SaveChangesAsync());
        }

        Assert.Equal(["Ada: kept"], await ReadElsewhereAsync(host));
    }

    [Theory]
    [OnPostgres]
    public async Task A_retrying_strategy_saves_and_reads_with_and_without_a_transaction(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(
            database,
            options => options.ConfigureContext = context => new NpgsqlDbContextOptionsBuilder(context).EnableRetryOnFailure(2));
        await using (var scope = host.NewScope())
        {
            Assert.IsType<NpgsqlRetryingExecutionStrategy>(scope.Context.Database.CreateExecutionStrategy());
            scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "plain" } } });
            await scope.Context.SaveChangesAsync();
            await scope.Context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await scope.Context.Database.BeginTransactionAsync();
                scope.Context.Add(new Person { Name = "Bob", Notes = { new Note { Text = "explicit" } } });
                await scope.Context.SaveChangesAsync();
                await transaction.CommitAsync();
            });
        }

        Assert.Equal(["Ada: plain", "Bob: explicit"], await ReadAsync(host));
        Assert.Equal(["Ada: plain", "Bob: explicit"], await ReadElsewhereAsync(host));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Without_automatic_transactions_keys_and_data_are_still_written_together(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await using (var scope = host.NewScope())
        {
            scope.Context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
            scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = null! } } });
            await Assert.ThrowsAsync<DbUpdateException>(() => scope.Context.SaveChangesAsync());
            scope.Context.ChangeTracker.Clear();
            scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "fine" } } });
            await scope.Context.SaveChangesAsync();
        }

        Assert.Equal(["Ada: fine"], await ReadElsewhereAsync(host));
    }

    private static async Task<TestHost<NotesContext>> StartAsync(TestDatabase database, bool isFirstSave)
    {
        var host = await TestHost<NotesContext>.StartAsync(database);
        if (!isFirstSave)
        {
            await using var scope = host.NewScope();
            scope.Context.Add(new Person { Name = "before" });
            await scope.Context.SaveChangesAsync();
        }

        return host;
    }

    private static ServiceProvider Services(TestHost<NotesContext> host, bool pooled)
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr => gdpr.UseCertificate(TestCertificates.KeyEncryption).UseSigningCertificate(TestCertificates.Signing));
        _ = pooled ? services.AddDbContextPool<NotesContext>(Configure, poolSize: 1) : services.AddDbContext<NotesContext>(Configure);
        return services.BuildServiceProvider(validateScopes: true);

        void Configure(DbContextOptionsBuilder context) => context.AmongMany().UseNpgsql(host.ConnectionString).UseGdprToolkit();
    }

    private static async Task<string[]> ReadElsewhereAsync(TestHost<NotesContext> host)
    {
        await using var other = host.StartAnother();
        return await ReadAsync(other);
    }

    private static async Task<string[]> ReadAsync(TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        var people = await scope.Context.People.Include(row => row.Notes).ToListAsync();
        return [.. people.Select(row => $"{row.Name}: {string.Join(", ", row.Notes.Select(note => note.Text))}").Order()];
    }
}
