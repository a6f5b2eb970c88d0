using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Opened realms by database. Thread-safe.</summary>
/// <remarks>A store is known by its connection string, or by an object where only that tells it apart (SQLite in memory, a database of its own).</remarks>
internal sealed class RealmCache(TimeSpan lifetime, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Entry> _byConnectionString = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<object, Entry> _byObject = [];
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Finds a realm that was seen in the database recently enough.</summary>
    public Realm? FindFresh(object database)
        => Find(database) is { } entry && time.GetElapsedTime(entry.SeenAt) < lifetime ? entry.Realm : null;

    /// <summary>Finds a realm, however long ago it was seen.</summary>
    public Realm? FindAny(object database) => Find(database)?.Realm;

    public void Seen(object database, Realm realm)
    {
        var entry = new Entry(realm, time.GetTimestamp());
        if (database is string connectionString)
        {
            _byConnectionString[connectionString] = entry;
        }
        else
        {
            _byObject.AddOrUpdate(database, entry);
        }
    }

    /// <summary>Lets one at a time open or follow a realm, until what is returned is disposed.</summary>
    public async ValueTask<IDisposable> EnterAsync(bool async, CancellationToken cancellationToken)
    {
        if (async)
        {
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _gate.Wait(cancellationToken);
        }

        return new Turn(_gate);
    }

    public void Dispose()
    {
        foreach (var entry in _byConnectionString.Values)
        {
            entry.Realm.Dispose();
        }

        _byConnectionString.Clear();
        _byObject.Clear();
    }

    private Entry? Find(object database) => database is string connectionString
        ? _byConnectionString.GetValueOrDefault(connectionString)
        : _byObject.TryGetValue(database, out var entry) ? entry : null;

    private sealed record Entry(Realm Realm, long SeenAt);

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
