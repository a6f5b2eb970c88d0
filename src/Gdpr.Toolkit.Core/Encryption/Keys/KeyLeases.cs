using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The lease of each key store that this process uses. Thread-safe.</summary>
internal sealed class KeyLeases(TimeSpan duration, TimeProvider time, SubjectKeyCache keys)
{
    private readonly ConcurrentDictionary<string, KeyLease> _byName = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<object, KeyLease> _byObject = [];

    /// <param name="store">A store's name, or the object that is its identity.</param>
    public KeyLease Of(object store) => store is string name
        ? _byName.GetOrAdd(name, _ => Create())
        : _byObject.GetValue(store, _ => Create());

    private KeyLease Create() => new(duration, time, keys);
}
