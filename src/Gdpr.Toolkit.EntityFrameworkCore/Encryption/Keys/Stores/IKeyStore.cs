using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Where the keys of the people in a context's database are kept. Thread-safe.</summary>
internal interface IKeyStore
{
    /// <summary>Gets whether keys lie in the application's database, and are committed and taken back together with its data.</summary>
    bool IsInApplicationDatabase { get; }

    /// <summary>Tells for how long another process may use a key after its destruction was committed; zero where there is no other.</summary>
    TimeSpan LongestUse(TimeSpan leaseDuration);

    /// <summary>Tells which store serves a context: its connection string, or an object where only that tells it apart.</summary>
    object IdentityFor(DbContext context);

    /// <summary>Opens the store for work that belongs together with what the context writes.</summary>
    IKeyStoreSession Open(DbContext context);

    /// <summary>Opens the store for a look-up while a result of the context is being read.</summary>
    IKeyStoreSession OpenForLookUp(DbContext context);
}
