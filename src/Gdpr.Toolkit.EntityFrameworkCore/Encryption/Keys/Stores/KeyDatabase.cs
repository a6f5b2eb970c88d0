using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Keys in a database of their own, committed before the data that is encrypted under them.</summary>
internal sealed class KeyDatabase(Action<DbContextOptionsBuilder> configure) : IKeyStore, IKeyDatabase
{
    private readonly DbContextOptions<KeyTablesContext> _options = BuildOptions(configure);

    public bool IsInApplicationDatabase => false;

    public TimeSpan LongestUse(TimeSpan leaseDuration) => KeyLease.LongestUse(leaseDuration);

    public object IdentityFor(DbContext context) => this;

    public IKeyStoreSession Open(DbContext context) => Open();

    public IKeyStoreSession OpenForLookUp(DbContext context) => Open();

    public async Task CreateTablesAsync(CancellationToken cancellationToken = default)
    {
        using var tables = OpenTables();
        var creator = (IRelationalDatabaseCreator)tables.GetService<IDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
        }

        if (await HasTablesAsync(tables, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await creator.CreateTablesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            // Perhaps another process made them in the same moment.
            if (!await HasTablesAsync(tables, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    public string GenerateCreateScript()
    {
        using var tables = OpenTables();
        return tables.Database.GenerateCreateScript();
    }

    public IKeyStoreSession Open() => new ApartKeyStoreSession(new KeyTablesSession(OpenTables()));

    private KeyTablesContext OpenTables() => new(_options, applicationModel: null);

    private static DbContextOptions<KeyTablesContext> BuildOptions(Action<DbContextOptionsBuilder> configure)
    {
        var builder = new DbContextOptionsBuilder<KeyTablesContext>();
        configure(builder);
        builder.ReplaceService<IModelCacheKeyFactory, KeyTablesModelCacheKeyFactory>();
        return builder.Options;
    }

    private static async Task<bool> HasTablesAsync(KeyTablesContext tables, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Revocations.AnyAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
