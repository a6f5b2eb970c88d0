using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

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
        await OwnTables.CreateAsync(tables, cancel => tables.Revocations.AnyAsync(cancel), cancellationToken).ConfigureAwait(false);
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
        CompleteModelExtension.AddTo(builder);
        return builder.Options;
    }
}
