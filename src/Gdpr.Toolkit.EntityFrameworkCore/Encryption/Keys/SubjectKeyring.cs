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
    private const int LeaseAttempts = 8;

    private ContextRealm? _realm;
    private JoinedTransaction? _transaction;
    private KeyLoader? _loader;
    private ReadableTags? _tags;
    private SubjectKey? _last;
    private KeyLease? _lease;
    private LedgerAgreement? _agreement;
    private object? _identity;

    public DbContext Context => current.Context;

    public GdprRuntime Runtime { get; } = GdprRuntime.Of(options);

    public IKeyStore Store => Runtime.KeyStore;

    /// <summary>Gets what the running recovery of this context's database may do; null outside of one.</summary>
    public LedgerExemption? Exemption { get; private set; }

    /// <summary>Gets whether nobody has to ask now if the database agrees with the erasure ledger.</summary>
    public bool IsAgreed => Runtime.Ledger is null || Exemption is not null || (_agreement ??= Runtime.Ledger.Of(Context)).IsFresh;

    public KeyLease Lease => _lease ??= Runtime.Leases.Of(Identity);

    /// <summary>Gets what tells the key store of this context from others.</summary>
    public object Identity => _identity ??= Store.IdentityFor(Context);

    public ContextRealm Realm => _realm ??= new ContextRealm(this);

    /// <summary>Gets what only the context's open transaction can see.</summary>
    public JoinedTransaction Transaction => _transaction ??= new JoinedTransaction(this);

    /// <summary>Gets the row that is being materialised.</summary>
    public RowInProgress Row { get; } = new();

    /// <summary>Gets the tags that queries of the context read.</summary>
    public ReadableTags Tags => _tags ??= new ReadableTags(this);

    /// <summary>Gets how often keys were looked up in the database.</summary>
    public int LookUps => Loader.LookUps;

    private KeyLoader Loader => _loader ??= new KeyLoader(this);

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
        return TryOpenWithLast(kid, envelope, cipher, column, out var value)
            ? value
            : Use(kid, column, (Keyring: this, Envelope: envelope, Cipher: cipher, Column: column), static (key, it)
                => it.Keyring.OpenWith(key, it.Envelope, it.Cipher, it.Column));
    }

    /// <summary>Opens an envelope as <see cref="Open"/> does, unless its key is destroyed, which is final and looked up once.</summary>
    /// <returns>Whether the key is still there. Everything else that is wrong throws.</returns>
    public bool TryOpen<T>(byte[] envelope, FieldCipher<T> cipher, ColumnBinding column, [MaybeNullWhen(false)] out T value)
    {
        var kid = FieldCipher.ReadKeyId(envelope, column);
        var owner = Loader.FindDestroyed(kid);
        if (owner is null)
        {
            try
            {
                value = Open(envelope, cipher, column);
                return true;
            }
            catch (SubjectKeyDestroyedException)
            {
                owner = Loader.NoteDestroyed(kid, column);
            }
            catch (PurposeRequiredException)
            {
                // Another scope may read it.
                value = default;
                return false;
            }
        }

        Row.Note(kid, owner, column);
        value = default;
        return false;
    }

    /// <summary>Asks the key store whose a key is that was provisional when it was read.</summary>
    /// <returns>The person's reference; null where the key is provisional still.</returns>
    public byte[]? ReadOwner(OpenedKey key)
    {
        if (Loader.FindReference(key.Kid, key.Column) is { } reference)
        {
            key.Owner.TryBind(reference);
        }

        return key.Owner.Reference;
    }

    /// <summary>Counts a key that is not there.</summary>
    public static SubjectKeyMissingException KeyMissing(ColumnBinding column)
    {
        GdprMeters.KeyMisses.Add(1);
        return KeyStoreErrors.KeyMissing(column);
    }

    /// <summary>Finds a key and does something with it.</summary>
    /// <exception cref="SubjectKeyDestroyedException">The person was erased, perhaps by another process and while this one was stopped.</exception>
    /// <exception cref="InvalidOperationException">The key store answers too slowly for the lease.</exception>
    public T Use<TState, T>(KeyId kid, ColumnBinding column, TState state, Func<SubjectKey, TState, T> use)
    {
        Transaction.ForgetOthers();
        if (Transaction.Find(kid) is { } own)
        {
            return use(InRealm(own, column), state);
        }

        RequireNotDestroyedByLedger(kid, column);
        for (var attempt = 1; attempt <= LeaseAttempts; attempt++)
        {
            Lease.Ensure(this, static keyring => keyring.ReadRevocations());
            T result;
            try
            {
                result = UseShared(kid, column, state, use);
            }
            catch (SubjectKeyMissingException) when ((Transaction.TryJoin() ? Transaction.Find(kid) : null) is not null)
            {
                return use(InRealm(Transaction.Find(kid)!, column), state);
            }

            if (Lease.IsInForce)
            {
                return result;
            }

            // The process stood still since the lease was looked at. Whether the key may still be used is asked again.
        }

        throw KeyStoreErrors.LeaseTooShort(Runtime.Options.KeyCache.LeaseDuration);
    }

    /// <summary>Loads the keys of people into memory, a thousand with one look-up.</summary>
    public async Task PreloadAsync(IReadOnlyCollection<Person> people, CancellationToken cancellationToken)
    {
        Lease.Ensure(this, static keyring => keyring.ReadRevocations());
        if (people.Count > 0 && Realm.Find() is { } realm)
        {
            await Loader.PreloadAsync(realm, people, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="SubjectKeyMissingException">No key has ever been made in this context's database.</exception>
    public Realm RequireRealm(ColumnBinding column) => Realm.Find() ?? throw KeyMissing(column);

    public void ResetState()
    {
        _realm?.Forget();
        _transaction?.Leave();
        _loader?.Reset();
        Exemption = null;
        _last = null;
        _lease = null;
        _agreement = null;
        _identity = null;
        Row.Abandon();
    }

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }

    /// <summary>Opens an envelope with the key of the value before, which nearly always is of the same row.</summary>
    /// <returns>Whether that was the key, and could still be used without asking anybody.</returns>
    private bool TryOpenWithLast<T>(
        KeyId kid, byte[] envelope, FieldCipher<T> cipher, ColumnBinding column, [MaybeNullWhen(false)] out T value)
    {
        if (_last is { IsDestroyed: false } last && last.Kid == kid && Transaction.IsEmpty)
        {
            RequireNotDestroyedByLedger(kid, column);
            try
            {
                value = OpenWith(InRealm(last, column), envelope, cipher, column);
                return Lease.IsFresh;
            }
            catch (SubjectKeyEvictedException)
            {
                _last = null;
            }
        }

        value = default;
        return false;
    }

    private T OpenWith<T>(SubjectKey key, byte[] envelope, FieldCipher<T> cipher, ColumnBinding column)
    {
        var opened = cipher.Open(envelope, key);
        Row.Note(key.Kid, key.Owner, column);
        GdprMeters.ValuesOpened.Add(1);
        return RetainedValues.Reveal(opened, key.Group, column, this);
    }

    /// <remarks>Only where other threads push the key out of the cache before it is used does it take the cost of a lease on its place.</remarks>
    private T UseShared<TState, T>(KeyId kid, ColumnBinding column, TState state, Func<SubjectKey, TState, T> use)
    {
        try
        {
            _last = Runtime.Keys.TryGet(kid) ?? LoadShared(kid, column);
            return use(InRealm(_last, column), state);
        }
        catch (SubjectKeyEvictedException)
        {
            using var place = LeaseShared(kid, column);
            return use(InRealm(place.Key, column), state);
        }
    }

    // What captures its arguments stands apart: a closure would be made for each row.
    private SubjectKey LoadShared(KeyId kid, ColumnBinding column) => Runtime.Keys.GetOrAdd(kid, missing => Loader.Load(missing, column));

    private SubjectKeyLease LeaseShared(KeyId kid, ColumnBinding column) => Runtime.Keys.Lease(kid, missing => Loader.Load(missing, column));

    /// <summary>Refuses a key that the erasure ledger lists as destroyed, whatever a row says that somebody has brought back.</summary>
    private void RequireNotDestroyedByLedger(KeyId kid, ColumnBinding column)
    {
        if (Exemption is not null || Runtime.Ledger is not { } gate)
        {
            return;
        }

        // Reads the ledger, where this process has not for a while.
        Realm.Find();
        if (gate.Index.IsDestroyed(kid))
        {
            throw KeyStoreErrors.DestroyedByLedger(column);
        }
    }

    private IReadOnlyList<RevocationRow> ReadRevocations()
    {
        using var apart = AmbientTransaction.Suppress();
        using var session = Store.OpenForLookUp(Context);
        return Blocking.Completed(session.RevocationsAsync(async: false, default));
    }

    private SubjectKey InRealm(SubjectKey key, ColumnBinding column)
        => key.StoreId == RequireRealm(column).StoreId ? key : throw KeyMissing(column);

    private sealed class ExemptionEnd(SubjectKeyring keyring, LedgerExemption? before) : IDisposable
    {
        public void Dispose() => keyring.Exemption = before;
    }
}
