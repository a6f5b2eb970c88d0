using System.Data.Common;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Erasure;

/// <summary>What planning the erasure of a person with 100,000 rows costs (who keeps what until when, keys, holds, choices), in terms of counting these rows in SQL.</summary>
internal sealed class PlanRatio(bool onPostgres) : IRatio
{
    private const int Rows = 100_000;
    private const int Purchases = 40_000;
    private const int Entrances = 40_000;
    private const int Messages = 20_000;

    // What SQLite does is compiled from the start; what .NET does, in steps while it runs. After some 1,500 plans a plan takes as long as any later one.
    private const int PlansBefore = 2_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public string Name => onPostgres ? "erasure.plan-100k-postgres" : "erasure.plan-100k";

    public double UpperBound => 3;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var file = new SqliteFile();
        await using var services = await BuildAsync(file);
        var buyer = await SeedAsync(services);
        for (var plan = 0; plan < PlansBefore; plan++)
        {
            await PlanAsync(services, buyer);
        }

        // A server counts in processes of its own.
        return onPostgres
            ? await Interleaved.RatioAsync(pairs, () => CountAsync(services, buyer), () => PlanAsync(services, buyer))
            : await Interleaved.RatioOfProcessorTimeAsync(pairs, runs: 10, () => CountAsync(services, buyer), () => PlanAsync(services, buyer));
    }

    private async Task<ServiceProvider> BuildAsync(SqliteFile file)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        services.AddGdprToolkit(gdpr => gdpr
            .UseCertificate(TestCertificates.KeyEncryption)
            .UseSigningCertificate(TestCertificates.Signing)
            .Purpose(BuyersContext.Service, purpose => purpose.On(LegalBasis.Contract))
            .Purpose(BuyersContext.Security, purpose => purpose
                .On(LegalBasis.LegitimateInterests, "finding out who was in the building")
                .RetainFor("P2M", from: RetentionAnchor.Created)
                .AtLeast("P2M", from: RetentionAnchor.Created, because: "incidents are found weeks later"))
            .Purpose(BuyersContext.Accounting, purpose => purpose
                .On(LegalBasis.LegalObligation, law: "Bokföringslagen 1999:1078 ch. 7 § 2")
                .RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd)));
        var connectionString = onPostgres ? await PostgresServer.CreateDatabaseAsync() : $"Data Source={file.Path}";
        services.AddDbContext<BuyersContext>(options
            => (onPostgres ? options.UseNpgsql(connectionString) : options.UseSqlite(connectionString)).UseGdprToolkit());
        return services.BuildServiceProvider();
    }

    /// <summary>Adds two buyers with as many rows each, whose content is never read.</summary>
    private async Task<int> SeedAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<BuyersContext>();
        await context.Database.EnsureCreatedAsync();
        var buyer = new Buyer { Name = "Ada Lovelace" };
        context.AddRange(buyer, new Buyer { Name = "Charles Babbage" });
        await context.SaveChangesAsync();

        var (bytes, day) = onPostgres
            ? ("decode(repeat(md5(i::text), 4), 'hex')", "DATE '2026-11-22' - i % 3000")
            : ("randomblob(64)", "date('2026-11-22', '-' || (i % 3000) || ' days')");
        await FillAsync(context, Purchases, $"""INSERT INTO "Purchases" ("BuyerId", "On", "BilledTo", "Greeting") SELECT 1 + i % 2, {day}, {bytes}, {bytes} FROM n""");
        await FillAsync(context, Entrances, $"""INSERT INTO "Entrances" ("BuyerId", "On", "Door") SELECT 1 + i % 2, {day}, {bytes} FROM n""");
        await FillAsync(context, Messages, $"""INSERT INTO "Messages" ("BuyerId", "Text") SELECT 1 + i % 2, {bytes} FROM n""");
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = onPostgres ? "VACUUM ANALYZE" : "ANALYZE";
        await command.ExecuteNonQueryAsync();
        return buyer.Id;
    }

    private static async Task FillAsync(BuyersContext context, int rows, string insert)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Constants only.
        command.CommandText = $"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {(2 * rows) - 1}) {insert}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task CountAsync(ServiceProvider services, int buyer)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BuyersContext>().Database;
        await database.OpenConnectionAsync();
        var connection = database.GetDbConnection();
        Require(
            await CountAsync(connection, """SELECT COUNT(*) FROM "Purchases" WHERE "BuyerId" = @buyer""", buyer)
            + await CountAsync(connection, """SELECT COUNT(*) FROM "Entrances" WHERE "BuyerId" = @buyer""", buyer)
            + await CountAsync(connection, """SELECT COUNT(*) FROM "Messages" WHERE "BuyerId" = @buyer""", buyer));
    }

    private static async Task<long> CountAsync(DbConnection connection, string sql, int buyer)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants only.
        command.CommandText = sql;
#pragma warning restore CA2100
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@buyer", buyer);
        command.Parameters.Add(parameter);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task PlanAsync(ServiceProvider services, int buyer)
    {
        await using var scope = services.CreateAsyncScope();
        var plan = await scope.ServiceProvider.GetRequiredService<IPersonalDataErasure>().PlanAsync(DataSubject.Of<Buyer>(buyer));
        Require(plan.Decisions.Where(decision => decision.Property is nameof(Purchase.BilledTo) or nameof(Entrance.Door) or nameof(Message.Text)).Sum(decision => (long)decision.Rows));
    }

    private static void Require(long rows)
    {
        if (rows != Rows)
        {
            throw new InvalidOperationException($"There are {rows} rows, and not {Rows}.");
        }
    }
}
