using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Keys in the application's own database, in the transaction of its data: neither exists without the other.</summary>
internal sealed class ApplicationKeyStore : IKeyStore
{
    public bool IsInApplicationDatabase => true;

    public TimeSpan LongestUse(TimeSpan leaseDuration) => KeyLease.LongestUse(leaseDuration);

    public object IdentityFor(DbContext context) => KeyTables.DatabaseOf(context);

    public IKeyStoreSession Open(DbContext context) => new KeyTablesSession(KeyTables.OpenOnConnectionOf(context));

    public IKeyStoreSession OpenForLookUp(DbContext context) => new KeyTablesSession(KeyTables.OpenForLookUp(context));
}
