using System.Globalization;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Existing;

/// <summary>Starts an application whose database has plaintext in the old columns, written past the library.</summary>
internal static class PatronHost
{
    public static async Task<TestHost<PatronContext>> StartAsync(TestDatabase database, int patrons, Action<TestHostOptions>? configure = null)
    {
        var host = await TestHost<PatronContext>.StartAsync(database, options =>
        {
            configure?.Invoke(options);
            options.ConfigureToolkit += AddPurpose;
        });
        var rows = Enumerable.Range(1, patrons).Select(id => string.Create(
            CultureInfo.InvariantCulture, $"({id}, '{Address(id)}', '1990-01-{(id % 28) + 1:00}', {(id % 10 == 0 ? 2 : 1)})"));
        await host.ExecuteRawAsync($"""INSERT INTO "Patrons" ("Id", "Email", "BirthDate", "Branch") VALUES {string.Join(", ", rows)}""");
        return host;
    }

    public static void AddPurpose(GdprToolkitBuilder gdpr) => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));

    public static string Address(int id) => string.Create(CultureInfo.InvariantCulture, $"patron.{id}@plaintext.test");

    public static async Task<PlaintextMigrationProgress> BackfillAsync(
        this TestHost<PatronContext> host, IProgress<PlaintextMigrationProgress>? progress = null)
    {
        await using var scope = host.NewScope();
        return await host.Services.GetRequiredService<IPlaintextMigration>().BackfillAsync(scope.Context, progress);
    }

    public static async Task RequireCompleteAsync(this TestHost<PatronContext> host)
    {
        await using var scope = host.NewScope();
        await host.Services.GetRequiredService<IPlaintextMigration>().RequireCompleteAsync(scope.Context);
    }

    public static async Task<int> CountAsync(this TestHost<PatronContext> host, string condition)
        => Convert.ToInt32(await host.RawAsync($"""SELECT COUNT(*) FROM "Patrons" WHERE {condition}"""), CultureInfo.InvariantCulture);
}
