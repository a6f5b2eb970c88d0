namespace Gdpr.Toolkit.Encryption;

/// <summary>Open subject keys by key id: bounded, with a lifetime from when a key was added, and one load per missing key. Thread-safe.</summary>
/// <remarks>
/// A key that leaves by age or for lack of room is evicted and can be loaded again; <see cref="Remove"/> destroys.
/// Whoever keeps a key between getting and using it holds a lease (<see cref="Lease"/>), or loads again on
/// <see cref="SubjectKeyEvictedException"/>.
/// </remarks>
internal sealed class SubjectKeyCache : IDisposable
{
    private readonly int _capacity;
    private readonly TimeSpan _lifetime;
    private readonly TimeProvider _time;
    private readonly ITimer _sweeper;
    private readonly Lock _gate = new();
    private readonly Dictionary<KeyId, Entry> _entries = [];
    private readonly LinkedList<Entry> _byUse = [];
    private readonly LinkedList<Entry> _byAge = [];
    private readonly Dictionary<KeyId, Flight> _flights = [];
    private readonly Dictionary<KeySubject, Entry> _sealing = [];
    private long _removals;
    private bool _disposed;

    public SubjectKeyCache(int capacity, TimeSpan lifetime, TimeProvider time)
    {
        if (capacity < 1 || lifetime <= TimeSpan.Zero)
            throw EncryptionErrors.CacheLimits();
        (_capacity, _lifetime, _time) = (capacity, lifetime, time);
        _sweeper = time.CreateTimer(static cache => ((SubjectKeyCache)cache!).Sweep(), this, lifetime, lifetime);
    }

    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>Whether no key is here, nor on its way.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _entries.Count + _flights.Count == 0;
        }
    }

    /// <summary>How many keys were removed so far; see <see cref="AddUnlessRemoved"/>.</summary>
    public long Removals => Interlocked.Read(ref _removals);

    public SubjectKey? TryGet(KeyId kid)
    {
        lock (_gate)
            return Find(kid);
    }

    /// <summary>Gets a key, loading it when it is not here. Concurrent callers share one load; a failure is not kept.</summary>
    /// <remarks>Another thread can push the key out before it is used: see <see cref="Lease"/>.</remarks>
    public SubjectKey GetOrAdd(KeyId kid, Func<KeyId, SubjectKey> load) => Find(kid, load, leased: false).Key;

    /// <summary>Gets a key that stays open until the lease is disposed, whatever leaves the cache meanwhile.</summary>
    public SubjectKeyLease Lease(KeyId kid, Func<KeyId, SubjectKey> load)
    {
        while (true)
        {
            var (key, lease) = Find(kid, load, leased: true);
            if (lease is not null)
                return lease;
            if (key.IsDestroyed)
                throw EncryptionErrors.KeyDestroyed();
        }
    }

    /// <summary>Gets the main key that was last used to seal for a person, if it is still here. Whether it still is the one to seal with, the store says.</summary>
    public SubjectKeyLease? TryLeaseToSeal(KeySubject subject)
    {
        lock (_gate)
            return _sealing.TryGetValue(subject, out var entry) ? Find(entry.Key.Kid)?.TryLease() : null;
    }

    /// <summary>Remembers whose main key one is that is here, so that it is found the next time without computing the person's reference.</summary>
    public void NoteSealing(KeySubject subject, SubjectKey key)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key.Kid, out var entry) || !ReferenceEquals(entry.Key, key))
                return;
            if (_sealing.TryGetValue(subject, out var earlier))
                earlier.Subject = null;
            entry.Subject = subject;
            _sealing[subject] = entry;
        }
    }

    /// <summary>Adds a key that was loaded or minted elsewhere. Only after its row is committed.</summary>
    public void Add(SubjectKey key)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Put(key);
        }
    }

    /// <summary>Adds a key that was read ahead, unless any key was removed since its row was read: it might be that one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="removals">What <see cref="Removals"/> was before the row was read.</param>
    public void AddUnlessRemoved(SubjectKey key, long removals)
    {
        lock (_gate)
        {
            if (_disposed || _removals != removals || Find(key.Kid) is not null)
                key.Evict();
            else
                Put(key);
        }
    }

    /// <summary>Destroys a key, here and wherever it is held, and one that is being loaded.</summary>
    public void Remove(KeyId kid)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _removals);
            if (_flights.Remove(kid, out var flight))
                flight.Revoked = true;
            if (_entries.TryGetValue(kid, out var entry))
            {
                Forget(entry);
                entry.Key.Destroy();
            }
        }
    }

    /// <summary>Evicts every key, and those that are being loaded: each is loaded anew before it is used again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _removals);
            foreach (var flight in _flights.Values)
                flight.Outdated = true;
            _flights.Clear();
            foreach (var entry in _entries.Values)
                entry.Key.Evict();
            _entries.Clear();
            _sealing.Clear();
            _byUse.Clear();
            _byAge.Clear();
        }
    }

    public void Dispose()
    {
        _sweeper.Dispose();
        lock (_gate)
            _disposed = true;
        Clear();
    }

    // A lease is taken in the same stretch that finds the key or puts it in, so that no other thread pushes it out in between.
    private (SubjectKey Key, SubjectKeyLease? Lease) Find(KeyId kid, Func<KeyId, SubjectKey> load, bool leased)
    {
        Flight flight;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (Find(kid) is { } key)
                return (key, leased ? key.TryLease() : null);
            if (!_flights.TryGetValue(kid, out flight!))
                _flights.Add(kid, flight = new Flight(kid, load));
        }

        try
        {
            var loaded = flight.Load();
            return (loaded, Land(flight, loaded, leased));
        }
        catch
        {
            Abandon(flight);
            throw;
        }
    }

    private SubjectKey? Find(KeyId kid)
    {
        if (!_entries.TryGetValue(kid, out var entry))
            return null;
        if (entry.Expires <= _time.GetTimestamp() || entry.Key.IsEvicted || entry.Key.IsDestroyed)
        {
            Forget(entry);
            entry.Key.Evict();
            return null;
        }

        entry.IsUsed = true;
        return entry.Key;
    }

    // Every caller of one flight lands it; the first puts the key in.
    private SubjectKeyLease? Land(Flight flight, SubjectKey key, bool leased)
    {
        lock (_gate)
        {
            if (flight.Revoked)
            {
                key.Destroy();
                throw EncryptionErrors.KeyDestroyed();
            }

            if (_disposed || flight.Outdated)
                key.Evict();
            ObjectDisposedException.ThrowIf(_disposed, this);
            var lease = leased ? key.TryLease() : null;
            if (_flights.GetValueOrDefault(flight.Kid) != flight)
                return lease;
            _flights.Remove(flight.Kid);
            Put(key);
            return lease;
        }
    }

    private void Abandon(Flight flight)
    {
        lock (_gate)
        {
            if (_flights.GetValueOrDefault(flight.Kid) == flight)
                _flights.Remove(flight.Kid);
        }
    }

    private void Put(SubjectKey key)
    {
        if (_entries.TryGetValue(key.Kid, out var present))
        {
            if (ReferenceEquals(present.Key, key))
                return;
            Forget(present);
            present.Key.Evict();
        }

        EvictExpired();
        while (_entries.Count >= _capacity)
            EvictOne();
        var entry = new Entry(key, _time.GetTimestamp() + (long)(_lifetime.TotalSeconds * _time.TimestampFrequency));
        _entries.Add(key.Kid, entry);
        _byUse.AddLast(entry.Use);
        _byAge.AddLast(entry.Age);
    }

    private void Sweep()
    {
        lock (_gate)
            EvictExpired();
    }

    private void EvictExpired()
    {
        var now = _time.GetTimestamp();
        while (_byAge.First is { } oldest && oldest.Value.Expires <= now)
            Evict(oldest.Value);
    }

    /// <summary>Makes room. A key that was used since it came to the front gets a second chance.</summary>
    private void EvictOne()
    {
        var oldest = _byUse.First!.Value;
        if (!oldest.IsUsed)
        {
            Evict(oldest);
            return;
        }

        oldest.IsUsed = false;
        _byUse.Remove(oldest.Use);
        _byUse.AddLast(oldest.Use);
    }

    private void Evict(Entry entry)
    {
        Forget(entry);
        entry.Key.Evict();
    }

    private void Forget(Entry entry)
    {
        _entries.Remove(entry.Key.Kid);
        if (entry.Subject is { } subject)
            _sealing.Remove(subject);
        _byUse.Remove(entry.Use);
        _byAge.Remove(entry.Age);
    }

    private sealed class Entry
    {
        public Entry(SubjectKey key, long expires)
        {
            (Key, Expires) = (key, expires);
            Use = new LinkedListNode<Entry>(this);
            Age = new LinkedListNode<Entry>(this);
        }

        public SubjectKey Key { get; }

        public long Expires { get; }

        public bool IsUsed { get; set; }

        /// <summary>Who is sealed for with the key; null while nobody is.</summary>
        public KeySubject? Subject { get; set; }

        public LinkedListNode<Entry> Use { get; }

        public LinkedListNode<Entry> Age { get; }
    }

    private sealed class Flight(KeyId kid, Func<KeyId, SubjectKey> load)
    {
        private readonly Lazy<SubjectKey> _key = new(() => load(kid), LazyThreadSafetyMode.ExecutionAndPublication);

        public KeyId Kid => kid;

        public bool Revoked { get; set; }

        public bool Outdated { get; set; }

        public SubjectKey Load() => _key.Value;
    }
}
