using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>A database of a test's own, with its file where it has one.</summary>
internal sealed record HostedDatabase(string ConnectionString, SqliteFile? File)
{
    public static async Task<HostedDatabase> CreateAsync(TestDatabase database)
    {
        if (database == TestDatabase.PostgreSql)
        {
            return new HostedDatabase(await PostgresServer.CreateDatabaseAsync(), File: null);
        }

        var file = new SqliteFile();
        return new HostedDatabase(file.ConnectionString, file);
    }
}
