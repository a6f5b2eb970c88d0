namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.KeyStores;

/// <summary>The key stores that pass the shared test-suite.</summary>
public enum StoreKind
{
    InApplicationOnSqlite,
    InApplicationOnPostgreSql,
    OwnDatabaseOnSqlite,
    OwnDatabaseOnPostgreSql,
    InMemory,
}
