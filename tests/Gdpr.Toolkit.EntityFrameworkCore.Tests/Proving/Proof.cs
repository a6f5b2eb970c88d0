using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit.Sdk;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving;

/// <summary>Runs random graphs of one shape of model, in one application and one database.</summary>
internal static class Proof
{
    private const int OnSqlite = 60;
    private const int OnPostgres = 3;
    private const int CompactedOneIn = 10;

    public static async Task RunAsync<TContext>(TestDatabase database)
        where TContext : DbContext
    {
        await using var host = await TestHost<TContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        for (var seed = 0; seed < (database == TestDatabase.Sqlite ? OnSqlite : OnPostgres); seed++)
        {
            var round = new ProvingRound<TContext>(host, seed);
            try
            {
                await round.RunAsync(compact: seed % CompactedOneIn == 0);
                await round.CleanAsync();
            }
            catch (Exception exception)
            {
                throw new XunitException($"{typeof(TContext).Name}, seed {seed}, {database}: {exception}");
            }
        }
    }
}
