using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Opened realms by database. Thread-safe.</summary>
/// <remarks>A database is known by its connection string, or by its connection object where only that tells it apart (SQLite in memory).</remarks>
internal sealed class RealmCache(TimeSpan lifetime, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Entry> _byConnectionString = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<DbConnection, Entry> _byConnection = [];

    /// <summary>Finds a realm that was seen in the database recently enough.</summary>
    public Realm? FindFresh(object database)
        => Find(database) is { } entry && time.GetElapsedTime(entry.SeenAt) < lifetime ? entry.Realm : null;

    /// <summary>Finds a realm, however long ago it was seen.</summary>
    public Realm? FindAny(object database) => Find(database)?.Realm;

    public void Seen(object database, Realm realm)
    {
        var entry = new Entry(realm, time.GetTimestamp());
        if (database is DbConnection connection)
        {
            _byConnection.AddOrUpdate(connection, entry);
        }
        else
        {
            _byConnectionString[(string)database] = entry;
        }
    }

    public void Dispose()
    {
        foreach (var entry in _byConnectionString.Values)
        {
            entry.Realm.Dispose();
        }

        _byConnectionString.Clear();
        _byConnection.Clear();
    }

    private Entry? Find(object database) => database is DbConnection connection
        ? _byConnection.TryGetValue(connection, out var entry) ? entry : null
        : _byConnectionString.GetValueOrDefault((string)database);

    private sealed record Entry(Realm Realm, long SeenAt);
}
