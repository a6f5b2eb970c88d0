using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Retention;

/// <summary>What a sweep of a million rows with a tenth due costs (holds, solver, verification), in terms of bare updates of the same rows in as many batches.</summary>
internal sealed class SweepRatio : IRatio
{
    private const int Rows = 1_000_000;
    private const int DueOneIn = 10;
    private const int Guests = 1_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public string Name => "sweep.due-of-million";

    public double UpperBound => 3;

    public async Task<double> MeasureAsync(int pairs)
    {
        using var file = new SqliteFile();
        await using var services = Build(file);
        await SeedAsync(services, file);
        return await Interleaved.RatioAsync(pairs, () => FillAsync(file), () => UpdateAsync(file), () => SweepAsync(services));
    }

    private static ServiceProvider Build(SqliteFile file)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        services.AddGdprToolkit(gdpr => gdpr
            .KeepErasureCertificates((_, _, _) => Task.CompletedTask)
            .UseCertificate(TestCertificates.KeyEncryption)
            .UseSigningCertificate(TestCertificates.Signing)
            .Purpose(HitsContext.Service, purpose => purpose.On(LegalBasis.Contract))
            .Purpose(HitsContext.Statistics, purpose => purpose.On(LegalBasis.Contract).RetainFor("P6M", from: RetentionAnchor.Created)));
        services.AddDbContext<HitsContext>(options => options.UseSqlite(file.ConnectionString).UseGdprToolkit());
        return services.BuildServiceProvider();
    }

    private static async Task SeedAsync(ServiceProvider services, SqliteFile file)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HitsContext>();
        await context.Database.EnsureCreatedAsync();
        context.AddRange(Enumerable.Range(0, Guests).Select(_ => new Guest { Name = "somebody" }));
        await context.SaveChangesAsync();
        await ExecuteAsync(
            file,
            $"""
            WITH RECURSIVE "n"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < {Rows})
            INSERT INTO "Hits" ("Id", "GuestId", "On", "Address", "Page", "Browser")
            SELECT "i", "i" % {Guests} + 1, CASE WHEN "i" % {DueOneIn} = 0 THEN date('2026-01-01', '+' || ("i" % 100) || ' days') ELSE date('2026-08-01', '+' || ("i" % 100) || ' days') END,
                randomblob(49), randomblob(70), 'Mozilla/5.0 (X11; Linux x86_64)'
            FROM "n";
            """);
    }

    private static Task FillAsync(SqliteFile file)
        => ExecuteAsync(
            file, $"""UPDATE "Hits" SET "Address" = randomblob(49), "Page" = randomblob(70), "Browser" = 'Mozilla/5.0 (X11; Linux x86_64)' WHERE "Id" % {DueOneIn} = 0""");

    private static async Task UpdateAsync(SqliteFile file)
    {
        await using var connection = new SqliteConnection(file.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """UPDATE "Hits" SET "Address" = NULL, "Page" = NULL, "Browser" = NULL WHERE "Id" > $after AND "Id" <= $through AND "On" <= '2026-05-21'""";
        var after = command.Parameters.Add("$after", SqliteType.Integer);
        var through = command.Parameters.Add("$through", SqliteType.Integer);
        var updated = 0;
        var batch = new SweepOptions().BatchSize * DueOneIn;
        for (var row = 0; row < Rows; row += batch)
        {
            (after.Value, through.Value) = (row, row + batch);
            updated += await command.ExecuteNonQueryAsync();
        }

        Require(updated);
    }

    private static async Task SweepAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<IRetentionSweep>().RunAsync();
        Require(report.Taken.Max(count => count.Rows) + report.Overdue);
    }

    private static void Require(int rows)
    {
        if (rows != Rows / DueOneIn)
        {
            throw new InvalidOperationException($"{rows} rows were taken, and not {Rows / DueOneIn}.");
        }
    }

    private static async Task ExecuteAsync(SqliteFile file, string sql)
    {
        await using var connection = new SqliteConnection(file.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants only.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
