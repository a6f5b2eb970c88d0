using System.Diagnostics.CodeAnalysis;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds keys for one context: in memory, among those of its open transaction, in the database.</summary>
internal sealed class SubjectKeyring(ICurrentDbContext current, IDbContextOptions options) : IResettableService
{
    private const int PreloadedAtOnce = 1_000;
    private const int FindAttempts = 4;

    private readonly Dictionary<KeyId, SubjectKey> _uncommitted = [];
    private readonly Dictionary<KeyId, KeyOwner> _destroyed = [];
    private readonly OpenedRow _reusedRow = new();
    private readonly List<DocumentHolder> _holders = [];
    private OpenedRow? _row;
    private SubjectKey? _last;
    private KeyReadAhead? _readAhead;
    private KeyLease? _lease;
    private LedgerAgreement? _agreement;
    private object? _identity;
    private Realm? _realm;
    private object? _transaction;
    private object? _realmTransaction;

    public DbContext Context => current.Context;

    public GdprRuntime Runtime { get; } = GdprRuntime.Of(options);

    public IKeyStore Store => Runtime.KeyStore;

    /// <summary>Gets what the running recovery of this context's database may do; null outside of one.</summary>
    public LedgerExemption? Exemption { get; private set; }

    /// <summary>Gets whether nobody has to ask now if the database agrees with the erasure ledger.</summary>
    public bool IsAgreed => Runtime.Ledger is null || Exemption is not null || (_agreement ??= Runtime.Ledger.Of(Context)).IsFresh;

    public KeyLease Lease => _lease ??= Runtime.Leases.Of(Identity);

    /// <summary>Gets what tells the key store of this context from others.</summary>
    private object Identity => _identity ??= Store.IdentityFor(Context);

    /// <summary>Gets how often keys were looked up in the database.</summary>
    public int LookUps { get; private set; }

    /// <summary>Lets the context work with a database that does not agree with the erasure ledger, until what is returned is disposed.</summary>
    public IDisposable Exempt(LedgerExemption exemption)
    {
        var before = Exemption;
        Exemption = exemption;
        return new ExemptionEnd(this, before);
    }

    /// <summary>Opens an envelope while a row is materialised.</summary>
    public T Open<T>(byte[] envelope, FieldCipher<T> cipher, ColumnBinding column)
    {
        var kid = FieldCipher.ReadKeyId(envelope, column);
        return Use(kid, column, (Cipher: cipher, Envelope: envelope, Row: _row, Column: column, Keyring: this), static (key, value) =>
        {
            var opened = value.Cipher.Open(value.Envelope, key);
            value.Row?.Note(key.Kid, key.Owner, value.Column);
            GdprMeters.ValuesOpened.Add(1);
            return RetainedValues.Reveal(opened, key.Group, value.Column, value.Keyring);
        });
    }

    /// <summary>Opens an envelope as <see cref="Open"/> does, unless its key is destroyed, which is final and looked up once.</summary>
    /// <returns>Whether the key is still there. Everything else that is wrong throws.</returns>
    public bool TryOpen<T>(byte[] envelope, FieldCipher<T> cipher, ColumnBinding column, [MaybeNullWhen(false)] out T value)
    {
        var kid = FieldCipher.ReadKeyId(envelope, column);
        if (!_destroyed.TryGetValue(kid, out var owner))
        {
            try
            {
                value = Open(envelope, cipher, column);
                return true;
            }
            catch (SubjectKeyDestroyedException)
            {
                owner = _destroyed.GetValueOrDefault(kid) ?? new KeyOwner(FindReference(kid, column));
                _destroyed[kid] = owner;
            }
            catch (PurposeRequiredException)
            {
                // Another scope may read it.
                value = default;
                return false;
            }
        }

        _row?.Note(kid, owner, column);
        value = default;
        return false;
    }

    /// <summary>Begins to note the keys that values of one row need.</summary>
    /// <returns>The row within whose materialisation this one is read; null nearly always.</returns>
    public OpenedRow? BeginRow()
    {
        var outer = _row;
        _row = outer is null ? _reusedRow : new OpenedRow();
        _row.Clear();
        return outer;
    }

    /// <summary>Ends the row that was begun last.</summary>
    /// <returns>The keys that its values needed; null where no row was begun.</returns>
    public OpenedRow? EndRow(OpenedRow? outer)
    {
        var ended = _row;
        _row = outer;
        return ended;
    }

    /// <summary>Forgets a row that has ended, or that a failure has kept from ending.</summary>
    public void AbandonRow()
    {
        _row = null;
        _holders.Clear();
    }

    /// <summary>Keeps whose an object is whose documents EF is about to read, until the row of the query ends.</summary>
    public void Keep(DocumentHolder holder) => _holders.Add(holder);

    public DocumentHolder? FindHolder(object instance) => _holders.Find(holder => ReferenceEquals(holder.Instance, instance));

    /// <summary>Asks the key store whose a key is that was provisional when it was read.</summary>
    /// <returns>The person's reference; null where the key is provisional still.</returns>
    public byte[]? ReadOwner(OpenedKey key)
    {
        if (FindReference(key.Kid, key.Column) is { } reference)
        {
            key.Owner.TryBind(reference);
        }

        return key.Owner.Reference;
    }

    /// <summary>Finds a key and does something with it.</summary>
    /// <exception cref="SubjectKeyDestroyedException">The person was erased, perhaps by another process and while this one was stopped.</exception>
    public T Use<TState, T>(KeyId kid, ColumnBinding column, TState state, Func<SubjectKey, TState, T> use)
    {
        ForgetUncommittedOfOthers();
        if (FindUncommitted(kid) is { } own)
        {
            return use(InRealm(own, column), state);
        }

        RequireNotDestroyedByLedger(kid, column);
        if (TryUseLast(kid, column, state, use, out var same))
        {
            return same;
        }

        while (true)
        {
            Lease.Ensure(this, static keyring => keyring.ReadRevocations());
            var result = UseShared(kid, column, state, use);
            if (Lease.IsInForce)
            {
                return result;
            }

            // The process stood still since the lease was looked at. Whether the key may still be used is asked again.
        }
    }

    /// <summary>Loads the keys of people into memory, a thousand with one look-up.</summary>
    public async Task PreloadAsync(IReadOnlyCollection<Person> people, CancellationToken cancellationToken)
    {
        Lease.Ensure(this, static keyring => keyring.ReadRevocations());
        if (people.Count == 0 || FindRealm() is not { } realm)
        {
            return;
        }

        var removals = Runtime.Keys.Removals;
        var references = people.Select(person => PersonKeys.ReferenceOf(person, realm)).ToList();
        using var apart = AmbientTransaction.Suppress();
        using var session = Store.OpenForLookUp(Context);
        foreach (var chunk in references.Take(Runtime.Options.KeyCache.Capacity).Chunk(PreloadedAtOnce))
        {
            CountLookUp();
            var rows = await session.FindAsync(chunk, async: true, cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                Keep(realm, row, removals);
            }
        }
    }

    /// <summary>Computes the index tag of a query's parameter; what matches nothing where the database has no keys yet, or the value is stored as none.</summary>
    /// <exception cref="InvalidOperationException">A rotation has taken away, or not finished yet, the tags that the query would read.</exception>
    public byte[] Tag(EncryptedColumn column, object value, IndexSlot slot)
        => (FindRealm() is { } realm ? column.Tag(value, RequirePrepared(realm).Index.ToRead(slot) ?? throw KeyStoreErrors.IndexNotReadable()) : null)
            ?? new byte[BlindIndexKey.TagSize];

    /// <summary>Gets the version of the index root whose tags queries read now: another one says within a lease that it is in force.</summary>
    public int IndexVersion() => Runtime.Options.PreparesIndexRotation ? FreshIndex()?.Active.Version ?? 1 : 1;

    /// <summary>Requires that the tags which a query was compiled for are still there, in every row.</summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    public void RequireReadable(IReadOnlyCollection<IndexSlot> slots)
    {
        if (!Runtime.Options.PreparesIndexRotation)
        {
            // There is one column, and nothing to look up. Where others have rotated, the realm says so once it is open.
            if (Runtime.Realms.FindAny(Identity) is { } known)
            {
                RequirePrepared(known);
            }
        }
        else if (FreshIndex() is { } index && slots.Any(slot => index.ToRead(slot) is null))
        {
            throw KeyStoreErrors.IndexNotReadable();
        }
    }

    /// <summary>Finds the realm of this context's database, or null when no key has ever been made there.</summary>
    /// <exception cref="ErasureLedgerException">The database does not agree with the erasure ledger.</exception>
    public Realm? FindRealm()
    {
        var realm = FindRealmUnchecked();
        if (realm is not null && !IsAgreed)
        {
            Blocking.Completed(Runtime.Ledger!.EnsureAsync(Context, realm.StoreId, async: false, default));
        }

        return realm;
    }

    /// <exception cref="SubjectKeyMissingException">No key has ever been made in this context's database.</exception>
    public Realm RequireRealm(ColumnBinding column) => FindRealm() ?? throw KeyMissing(column);

    /// <summary>Uses a realm that was just read in the context's own transaction.</summary>
    public void Use(Realm realm)
    {
        if (!ReferenceEquals(realm, _realm))
        {
            _realm = realm;
            _realmTransaction = null;
        }
    }

    /// <summary>Uses a realm that was just made, and may go with the context's transaction where keys lie beside the data.</summary>
    public void UseNew(Realm realm)
    {
        _realm = realm;
        if (Store.IsInApplicationDatabase)
        {
            _realmTransaction = KeyTables.TransactionOf(Context);
        }
        else
        {
            Runtime.Realms.Seen(Identity, realm);
        }
    }

    /// <summary>Finds the realm that the context's transaction, which is still open, has made.</summary>
    public Realm? FindUncommittedRealm()
    {
        ForgetRealmOfOthers();
        return _realmTransaction is null ? null : _realm;
    }

    /// <summary>Hands a realm that was made in the context's own transaction, which is committed now, to all contexts.</summary>
    public void PublishRealm()
    {
        if (_realmTransaction is not null)
        {
            Runtime.Realms.Seen(Identity, _realm!);
            _realmTransaction = null;
        }
    }

    /// <summary>Forgets a realm whose making was taken back.</summary>
    public void ForgetRealm()
    {
        _realm = null;
        _realmTransaction = null;
    }

    /// <summary>Keeps the keys that a transaction of the application has made until it ends: nobody else can see their rows yet.</summary>
    public void KeepUncommitted(IEnumerable<SubjectKey> keys)
    {
        _transaction = KeyTables.TransactionOf(Context);
        foreach (var key in keys)
        {
            _uncommitted.TryAdd(key.Kid, key);
        }
    }

    /// <summary>Finds a key that the open transaction has used before.</summary>
    public SubjectKey? FindUncommitted(KeyId kid) => _uncommitted.GetValueOrDefault(kid);

    /// <summary>Lets go of keys whose transaction has ended, in whichever way: committed ones are found in the database.</summary>
    public void ForgetUncommittedOfOthers()
    {
        if (_uncommitted.Count > 0 && !Equals(KeyTables.TransactionOf(Context), _transaction))
        {
            ForgetUncommitted();
        }
    }

    public void ResetState()
    {
        ForgetRealm();
        Exemption = null;
        _last = null;
        _readAhead = null;
        _lease = null;
        _agreement = null;
        _identity = null;
        _destroyed.Clear();
        AbandonRow();
        ForgetUncommitted();
    }

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }

    /// <summary>Uses the key of the value before, which nearly always is of the same row.</summary>
    /// <returns>Whether that was the key, and could still be used without asking anybody.</returns>
    private bool TryUseLast<TState, T>(
        KeyId kid, ColumnBinding column, TState state, Func<SubjectKey, TState, T> use, [MaybeNullWhen(false)] out T result)
    {
        if (_last is { IsDestroyed: false } last && last.Kid == kid)
        {
            try
            {
                result = use(InRealm(last, column), state);
                return Lease.IsFresh;
            }
            catch (SubjectKeyEvictedException)
            {
                _last = null;
            }
        }

        result = default;
        return false;
    }

    /// <remarks>Only where other threads push the key out of the cache before it is used does it take the cost of a lease on its place.</remarks>
    private T UseShared<TState, T>(KeyId kid, ColumnBinding column, TState state, Func<SubjectKey, TState, T> use)
    {
        try
        {
            _last = Runtime.Keys.GetOrAdd(kid, missing => Load(missing, column));
            return use(InRealm(_last, column), state);
        }
        catch (SubjectKeyEvictedException)
        {
            using var place = Runtime.Keys.Lease(kid, missing => Load(missing, column));
            return use(InRealm(place.Key, column), state);
        }
    }

    /// <summary>Refuses a key that the erasure ledger lists as destroyed, whatever a row says that somebody has brought back.</summary>
    private void RequireNotDestroyedByLedger(KeyId kid, ColumnBinding column)
    {
        if (Exemption is not null || Runtime.Ledger is not { } gate)
        {
            return;
        }

        // Reads the ledger, where this process has not for a while.
        FindRealm();
        if (gate.Index.IsDestroyed(kid))
        {
            throw KeyStoreErrors.DestroyedByLedger(column);
        }
    }

    private Realm? FindRealmUnchecked()
    {
        ForgetRealmOfOthers();
        if (_realm is not null)
        {
            return _realm;
        }

        _realm = Runtime.Realms.FindFresh(Identity);
        if (_realm is not null)
        {
            return _realm;
        }

        using var apart = AmbientTransaction.Suppress();
        using var session = Store.OpenForLookUp(Context);
        return ReadRealm(session);
    }

    private IReadOnlyList<RevocationRow> ReadRevocations()
    {
        using var apart = AmbientTransaction.Suppress();
        using var session = Store.OpenForLookUp(Context);
        return Blocking.Completed(session.RevocationsAsync(async: false, default));
    }

    /// <summary>Gets the index roots as they were half a lease ago or later; null in a database without keys.</summary>
    private IndexRoots? FreshIndex()
    {
        if (FindRealm() is not { } realm)
        {
            return null;
        }

        if (realm.IndexAge >= Runtime.Options.KeyCache.LeaseDuration / 2)
        {
            using var apart = AmbientTransaction.Suppress();
            using var session = Store.OpenForLookUp(Context);
            (realm, _) = Blocking.Completed(IndexFollower.FollowAsync(realm, () => ValueTask.FromResult(ReadRealm(session)), session, Runtime.Time, async: false, default));
        }

        return realm.Index;
    }

    private Realm RequirePrepared(Realm realm)
        => Runtime.Options.PreparesIndexRotation || !realm.Index.UsesSecondSlot ? realm : throw KeyStoreErrors.IndexNotPrepared();

    private SubjectKey InRealm(SubjectKey key, ColumnBinding column)
        => key.StoreId == RequireRealm(column).StoreId ? key : throw KeyMissing(column);

    private static SubjectKeyMissingException KeyMissing(ColumnBinding column)
    {
        GdprMeters.KeyMisses.Add(1);
        return KeyStoreErrors.KeyMissing(column);
    }

    /// <summary>Reads from the key store whose a key is, destroyed or not.</summary>
    private byte[]? FindReference(KeyId kid, ColumnBinding column)
    {
        using var apart = AmbientTransaction.Suppress();
        using var session = Store.OpenForLookUp(Context);
        CountLookUp();
        if (Blocking.Completed(session.FindAsync([kid], async: false, default)) is not [var row])
        {
            return null;
        }

        (RealmOf(row, session) ?? throw KeyMissing(column)).VerifyRow(row);
        return row.SubjectRef;
    }

    private void CountLookUp()
    {
        LookUps++;
        GdprMeters.KeyLookUps.Add(1);
    }

    private void ForgetRealmOfOthers()
    {
        if (_realmTransaction is not null && !Equals(KeyTables.TransactionOf(Context), _realmTransaction))
        {
            ForgetRealm();
        }
    }

    private void ForgetUncommitted()
    {
        foreach (var key in _uncommitted.Values)
        {
            key.Dispose();
        }

        _uncommitted.Clear();
    }

    /// <summary>Loads the key of a value, and with it those of the people around, if the last look-ups were neighbours too.</summary>
    private SubjectKey Load(KeyId kid, ColumnBinding column)
    {
        var removals = Runtime.Keys.Removals;
        var readAhead = _readAhead ??= new KeyReadAhead(Runtime.Options.KeyCache.Capacity / 4);
        using var apart = AmbientTransaction.Suppress();
        using var session = Store.OpenForLookUp(Context);
        CountLookUp();
        var (rows, wanted, realm) = Find(kid, readAhead.Reach, session, column);
        readAhead.Loaded(wanted.Position, rows[0].Position, rows[^1].Position);
        foreach (var neighbour in rows.Where(row => row != wanted))
        {
            Keep(realm, neighbour, removals);
        }

        if (wanted.State.IsEnding())
        {
            realm.VerifyRow(wanted);
            _destroyed[kid] = new KeyOwner(wanted.SubjectRef);
        }

        return realm.Unwrap(wanted);
    }

    /// <summary>Reads a key's row and those around, again where a rotation of key epochs came in between.</summary>
    private (IReadOnlyList<KeyRow> Rows, KeyRow Wanted, Realm Realm) Find(KeyId kid, KeyReach reach, IKeyStoreSession session, ColumnBinding column)
    {
        for (var attempt = 1; ; attempt++)
        {
            var rows = Blocking.Completed(session.AroundAsync(kid, reach, async: false, default));
            var wanted = rows.FirstOrDefault(row => KeyId.From(row.Kid) == kid) ?? throw KeyMissing(column);
            var realm = RealmOf(wanted, session) ?? throw KeyMissing(column);
            if (attempt == FindAttempts || realm.CanTell(wanted))
            {
                return (rows, wanted, realm);
            }
        }
    }

    /// <summary>Keeps a key that nobody has asked for yet. What is wrong with its row is said to whoever does.</summary>
    private void Keep(Realm realm, KeyRow row, long removals)
    {
        var kid = KeyId.From(row.Kid);
        try
        {
            if (row.State.IsEnding())
            {
                realm.VerifyRow(row);
                _destroyed[kid] = new KeyOwner(row.SubjectRef);
            }
            else if (row.Wrapped is not null && Runtime.Keys.TryGet(kid) is null)
            {
                Runtime.Keys.AddUnlessRemoved(realm.Unwrap(row), removals);
            }
        }
        catch (PersonalDataProtectionException)
        {
        }
    }

    /// <summary>Finds the realm of a row. The one in memory is of an older database where somebody has created it anew.</summary>
    private Realm? RealmOf(KeyRow row, IKeyStoreSession session)
        => FindRealm() is { } known && known.StoreId == row.StoreId && known.CanTell(row) ? known : ReadRealm(session);

    private Realm? ReadRealm(IKeyStoreSession session) => _realm = Blocking.Completed(RealmLoader.LoadAsync(
        Runtime,
        Identity,
        session,
        Blocking.Completed(session.EpochsAsync(async: false, default)),
        async: false,
        default));

    private sealed class ExemptionEnd(SubjectKeyring keyring, LedgerExemption? before) : IDisposable
    {
        public void Dispose() => keyring.Exemption = before;
    }
}
