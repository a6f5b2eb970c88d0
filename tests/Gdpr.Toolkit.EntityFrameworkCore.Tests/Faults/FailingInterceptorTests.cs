using System.Data;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Faults;

/// <summary>An interceptor of the application's throws at every event there is: nothing of ours stays behind, and the same context goes on.</summary>
public class FailingInterceptorTests
{
    // Where an exception makes EF Core itself, without the toolkit, leave the connection open.
    private static readonly string[] OpenInEfCore =
    [
        nameof(FailingInterceptor.ConnectionOpened), nameof(FailingInterceptor.ConnectionClosing),
        nameof(FailingInterceptor.CommandCreating), nameof(FailingInterceptor.CommandCreated), nameof(FailingInterceptor.CommandInitialized),
    ];

    // What the application does by itself, past the toolkit: begin a transaction, and read by several readers at once.
    private static readonly string[] OpenInTransactions = [nameof(FailingInterceptor.TransactionStarting), nameof(FailingInterceptor.TransactionStarted)];

    private static readonly string[] OpenInSplitQueries = [nameof(FailingInterceptor.DataReaderClosing)];

    private static readonly string?[] OutsideStrategies = [nameof(FailingInterceptor.SavingChanges), nameof(FailingInterceptor.SavedChanges)];

    [Theory]
    [OnSqlite(true, false)]
    [OnSqlite(false, false)]
    [OnSqlite(true, true)]
    [OnPostgres(true, false)]
    [OnPostgres(false, false)]
    [OnPostgres(false, true)]
    public async Task A_save_that_is_interrupted_anywhere_leaves_nothing_behind(TestDatabase database, bool async, bool inTransaction)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        var failing = new FailingInterceptor();
        await using var services = Services(database, host.ConnectionString, failing, pooled: false);

        for (var i = 1; i == 1 || failing.FailedAt is not null; i++)
        {
            await using var scope = services.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<NotesContext>();
            failing.FailAt(i);
            var error = await Record.ExceptionAsync(() => SaveAsync(context, $"interrupted {i}", async, inTransaction));
            failing.Stop();
            if (error is not null || failing.FailedAt != nameof(FailingInterceptor.ReleasingSavepoint))
            {
                Assert.Equal(failing.FailedAt, (error as InjectedException ?? error?.InnerException as InjectedException)?.At);
            }

            AssertNothingStays(context, failing.FailedAt, inTransaction ? OpenInTransactions : []);

            context.ChangeTracker.Clear();
            await SaveAsync(context, $"next {i}", async, inTransaction: false);
        }

        await AssertCompleteAsync(host);
    }

    [Theory]
    [OnSqlite(true)]
    [OnPostgres(false)]
    public async Task A_pool_hands_out_an_interrupted_context_that_works(TestDatabase database, bool async)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        var failing = new FailingInterceptor();
        await using var pool = Services(database, host.ConnectionString, failing, pooled: true);
        var contexts = new HashSet<Guid>();

        for (var i = 1; i == 1 || failing.FailedAt is not null; i++)
        {
            await using (var interrupted = pool.CreateAsyncScope())
            {
                failing.FailAt(i);
                await Record.ExceptionAsync(() => SaveAsync(interrupted.ServiceProvider.GetRequiredService<NotesContext>(), $"interrupted {i}", async, inTransaction: false));
                failing.Stop();
            }

            await using var next = pool.CreateAsyncScope();
            var context = next.ServiceProvider.GetRequiredService<NotesContext>();
            contexts.Add(context.ContextId.InstanceId);
            await SaveAsync(context, $"next {i}", async, inTransaction: true);
            Assert.Equal($"next {i}", (await context.Notes.AsNoTracking().OrderBy(note => note.Id).LastAsync()).Text);
        }

        Assert.Single(contexts);
        await AssertCompleteAsync(host);
    }

    // SQLite gives the id of the first attempt again, and EF Core itself then violates the foreign key.
    [Theory]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task A_strategy_that_retries_repeats_a_save_that_is_interrupted_anywhere(TestDatabase database, bool async)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        var failing = new FailingInterceptor();
        await using var services = Services(database, host.ConnectionString, failing, pooled: false, retrying: true);

        for (var i = 1; i == 1 || failing.FailedAt is not null; i++)
        {
            await using var scope = services.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<NotesContext>();
            failing.FailAt(i);
            var error = await Record.ExceptionAsync(() => SaveAsync(context, $"next {i}", async, inTransaction: false));
            failing.Stop();

            if (!OutsideStrategies.Contains(failing.FailedAt))
            {
                Assert.Equal((failing.FailedAt, null), (failing.FailedAt, error));
            }
        }

        await AssertCompleteAsync(host);
    }

    [Theory]
    [OnSqlite(true)]
    [OnSqlite(false)]
    [OnPostgres(true)]
    [OnPostgres(false)]
    public async Task A_query_that_is_interrupted_anywhere_leaves_nothing_behind(TestDatabase database, bool async)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        var failing = new FailingInterceptor();
        await using var services = Services(database, host.ConnectionString, failing, pooled: false);
        await using (var saving = services.CreateAsyncScope())
        {
            await SaveAsync(saving.ServiceProvider.GetRequiredService<NotesContext>(), "Ada", async, inTransaction: false);
        }

        for (var i = 1; i == 1 || failing.FailedAt is not null; i++)
        {
            await using var scope = services.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<NotesContext>();
            failing.FailAt(i);
            var error = await Record.ExceptionAsync(() => ReadAsync(context, async));
            failing.Stop();
            Assert.Equal(failing.FailedAt, (error as InjectedException)?.At);
            AssertNothingStays(context, failing.FailedAt, OpenInSplitQueries);

            context.ChangeTracker.Clear();
            Assert.Equal("Ada", (await ReadAsync(context, async)).Notes.Single().Text);
        }
    }

    private static async Task SaveAsync(NotesContext context, string name, bool async, bool inTransaction)
    {
        context.Add(new Person { Name = name, Notes = { new Note { Text = name } } });
        if (async)
        {
            await using var transaction = inTransaction ? await context.Database.BeginTransactionAsync() : null;
            await context.SaveChangesAsync();
            await (transaction?.CommitAsync() ?? Task.CompletedTask);
        }
        else
        {
            using var transaction = inTransaction ? context.Database.BeginTransaction() : null;
            context.SaveChanges();
            transaction?.Commit();
        }
    }

    private static async Task<Person> ReadAsync(NotesContext context, bool async)
    {
        var name = "Ada";
        var query = context.People.Include(person => person.Notes).AsSplitQuery().Where(person => person.Name == name);
        return async ? await query.SingleAsync() : query.Single();
    }

    private static void AssertNothingStays(NotesContext context, string? failedAt, string[] alsoOpen)
    {
        Assert.Null(context.Database.CurrentTransaction);
        Assert.Null(context.GetService<SealingSession>().Realm);
        Assert.Null(ColumnScope.Current);
        if (OpenInEfCore.Concat(alsoOpen).Contains(failedAt))
        {
            context.Database.GetDbConnection().Close();
        }

        Assert.Equal((failedAt, ConnectionState.Closed), (failedAt, context.Database.GetDbConnection().State));
    }

    /// <summary>What was saved was saved whole, and every person has one key.</summary>
    private static async Task AssertCompleteAsync(TestHost<NotesContext> host)
    {
        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        var people = await reading.Context.People.Include(person => person.Notes).ToListAsync();
        Assert.True(people.Count(person => person.Name!.StartsWith("next", StringComparison.Ordinal)) > 20);
        Assert.All(people, person => Assert.Equal(person.Name, Assert.Single(person.Notes).Text));
        Assert.Equal(people.Count, Convert.ToInt32(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    private static ServiceProvider Services(TestDatabase database, string connectionString, FailingInterceptor failing, bool pooled, bool retrying = false)
    {
        var services = new ServiceCollection();
        services.AddGdprToolkit(gdpr => gdpr.UseCertificate(TestCertificates.KeyEncryption).UseSigningCertificate(TestCertificates.Signing));
        if (pooled)
        {
            services.AddDbContextPool<NotesContext>(Configure, poolSize: 1);
        }
        else
        {
            services.AddDbContext<NotesContext>(Configure);
        }

        return services.BuildServiceProvider(validateScopes: true);

        void Configure(DbContextOptionsBuilder context)
        {
            _ = database == TestDatabase.Sqlite ? context.AmongMany().UseSqlite(connectionString) : context.AmongMany().UseNpgsql(connectionString);
            context.UseGdprToolkit().AddInterceptors(failing);
            if (retrying)
            {
                new NpgsqlDbContextOptionsBuilder(context).ExecutionStrategy(dependencies => new RetryingStrategy(dependencies));
            }
        }
    }
}
