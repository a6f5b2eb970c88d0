using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>However an erasure ends on PostgreSQL, it leaves no lock behind, and the next one goes on.</summary>
public class LeftLockTests
{
    [Theory]
    [OnPostgres]
    public async Task After_an_exception(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var subject = await AddAsync(host);
        var trouble = host.Services.GetRequiredService<Trouble>();

        trouble.OnFind = () => throw new InvalidOperationException("out of order");
        await FailAsync(host, subject, CancellationToken.None);

        await GoesOnAsync(host, subject, trouble);
    }

    [Theory]
    [OnPostgres]
    public async Task After_a_plan_that_is_refused_inside_its_transaction(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var subject = await AddAsync(host);
        var trouble = host.Services.GetRequiredService<Trouble>();

        trouble.OnFind = () => host.ExecuteRawAsync("""UPDATE "Guest" SET "Room" = 'another' """);
        await FailAsync(host, subject, CancellationToken.None);

        await GoesOnAsync(host, subject, trouble);
    }

    [Theory]
    [OnPostgres]
    public async Task After_it_was_cancelled_while_it_waited_for_others(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var subject = await AddAsync(host);
        var trouble = host.Services.GetRequiredService<Trouble>();
        await using var other = new NpgsqlConnection(host.ConnectionString);
        await other.OpenAsync();
        await using (var everything = new NpgsqlCommand("SELECT pg_advisory_lock(1195659333, number) FROM generate_series(0, 255) number", other))
        {
            await everything.ExecuteNonQueryAsync();
        }

        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.IsAssignableFrom<OperationCanceledException>(await FailAsync(host, subject, source.Token));
        await using (var nothing = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", other))
        {
            await nothing.ExecuteNonQueryAsync();
        }

        await GoesOnAsync(host, subject, trouble);
    }

    [Theory]
    [OnPostgres]
    public async Task After_its_connection_was_ended_before_the_commit(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var subject = await AddAsync(host);
        var trouble = host.Services.GetRequiredService<Trouble>();

        trouble.OnFind = () => EndConnectionsAsync(host);
        await FailAsync(host, subject, CancellationToken.None);

        await GoesOnAsync(host, subject, trouble);
    }

    [Theory]
    [OnPostgres]
    public async Task After_its_connection_was_ended_after_the_commit(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var subject = await AddAsync(host);
        var trouble = host.Services.GetRequiredService<Trouble>();

        (trouble.HoldsSomething, trouble.OnErase) = (true, () => EndConnectionsAsync(host));
        await using (var scope = host.NewScope())
        {
            try
            {
                Assert.False((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(subject))).IsComplete);
            }
            catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
            {
                // No certificate: the person is still pending.
            }
        }

        await GoesOnAsync(host, subject, trouble);
    }

    private static async Task<Exception> FailAsync(TestHost<GuestContext> host, DataSubject subject, CancellationToken cancellationToken)
    {
        await using var scope = host.NewScope();
        var trouble = host.Services.GetRequiredService<Trouble>();
        var (find, plan) = (trouble.OnFind, default(Gdpr.Toolkit.Erasure.ErasurePlan));
        trouble.OnFind = null;
        plan = await scope.Erasure.PlanAsync(subject, cancellationToken: CancellationToken.None);
        trouble.OnFind = find;
        return await Assert.ThrowsAnyAsync<Exception>(() => scope.Erasure.EraseAsync(plan, cancellationToken: cancellationToken));
    }

    private static async Task GoesOnAsync(TestHost<GuestContext> host, DataSubject subject, Trouble trouble)
    {
        (trouble.OnFind, trouble.OnErase) = (null, null);
        var locks = await host.RawAsync(
            "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        await using var scope = host.NewScope();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(subject, cancellationToken: limit.Token), cancellationToken: limit.Token);

        Assert.Equal(0L, Convert.ToInt64(locks, CultureInfo.InvariantCulture));
        Assert.True(certificate.IsComplete);
    }

    private static async Task EndConnectionsAsync(TestHost<GuestContext> host)
    {
        var connection = new NpgsqlConnectionStringBuilder(host.ConnectionString) { Pooling = false };
        await using var other = new NpgsqlConnection(connection.ConnectionString);
        await other.OpenAsync();
        await using var end = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", other);
        await end.ExecuteNonQueryAsync();
    }

    private static Task<TestHost<GuestContext>> StartAsync(TestDatabase database)
        => TestHost<GuestContext>.StartAsync(database, options => options.ConfigureToolkit = gdpr =>
        {
            gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));
            gdpr.Services.AddSingleton<Trouble>();
            gdpr.AddSource<TroubledSource>();
        });

    private static async Task<DataSubject> AddAsync(TestHost<GuestContext> host)
    {
        await using var scope = host.NewScope();
        var guest = new Guest { Name = "Ada", Room = "12" };
        scope.Context.Add(guest);
        await scope.Context.SaveChangesAsync();
        return DataSubject.Of<Guest>(guest.Id);
    }

    public sealed class GuestContext(DbContextOptions<GuestContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Guest>().ToTable("Guest");
    }

    [DataSubject(DataSubjectRole.Customer)]
    public sealed class Guest
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service"), Encrypted]
        public string? Name { get; set; }

        [PersonalData(PersonalDataCategory.Location, "service")]
        public string? Room { get; set; }
    }

    public sealed class Trouble
    {
        public Func<Task>? OnFind { get; set; }

        public Func<Task>? OnErase { get; set; }

        public bool HoldsSomething { get; set; }
    }

    public sealed class TroubledSource(Trouble trouble) : IPersonalDataSource
    {
        public string Name => "trouble";

        public IReadOnlyCollection<Type> Subjects => [typeof(Guest)];

        public IReadOnlyList<PersonalDataHolding> Holdings => [new(PersonalDataCategory.Picture, "service")];

        public async IAsyncEnumerable<PersonalDataItem> FindAsync(
            DataSubject subject, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await (trouble.OnFind?.Invoke() ?? Task.CompletedTask);
            if (trouble.HoldsSomething)
            {
                yield return new PersonalDataItem { Id = "1", Category = PersonalDataCategory.Picture, Description = "a picture", MediaType = "image/png" };
            }
        }

        public Task ExportAsync(DataSubject subject, PersonalDataItem item, Stream destination, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task EraseAsync(DataSubject subject, IReadOnlyList<PersonalDataItem> items, CancellationToken cancellationToken)
        {
            trouble.HoldsSomething = false;
            return trouble.OnErase?.Invoke() ?? Task.CompletedTask;
        }
    }
}
