using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds keys for one context: in memory, among those of its open transaction, in the database.</summary>
internal sealed class SubjectKeyring(ICurrentDbContext current, IDbContextOptions options) : IResettableService
{
    private const int Attempts = 3;

    private readonly Dictionary<KeyId, SubjectKey> _uncommitted = [];
    private Realm? _realm;
    private Guid? _transaction;

    public DbContext Context => current.Context;

    public GdprRuntime Runtime { get; } = GdprRuntime.Of(options);

    /// <summary>Opens an envelope while a row is materialised.</summary>
    public T Open<T>(byte[] envelope, FieldCipher<T> cipher, ColumnBinding column)
    {
        var kid = FieldCipher.ReadKeyId(envelope, column);
        for (var attempt = 1; ; attempt++)
        {
            var key = _uncommitted.GetValueOrDefault(kid) ?? Runtime.Keys.GetOrAdd(kid, missing => Load(missing, column));
            if (key.StoreId != Realm(column).StoreId)
            {
                throw KeyStoreErrors.KeyMissing(column);
            }

            try
            {
                return cipher.Open(envelope, key);
            }
            catch (SubjectKeyEvictedException) when (attempt < Attempts)
            {
                // The cache let go of the key between finding and using it; it is found again.
            }
        }
    }

    /// <summary>Computes the index tag of a query's parameter; a database without keys holds nothing that could match.</summary>
    public byte[] Tag(EncryptedColumn column, object value)
        => FindRealm() is { } realm ? column.Tag(value, realm) : new byte[BlindIndexKey.TagSize];

    /// <summary>Finds the realm of this context's database, or null when no key has ever been made there.</summary>
    public Realm? FindRealm()
    {
        var database = KeyTables.DatabaseOf(Context);
        if ((_realm ??= Runtime.Realms.FindFresh(database)) is { } known)
        {
            return known;
        }

        using var tables = KeyTables.OpenForLookUp(Context);
        return _realm = RealmLoader.Open(
            Runtime, database, [.. tables.Epochs.AsNoTracking()], () => [.. tables.Roots.AsNoTracking()]);
    }

    /// <summary>Uses a realm that was just read in the context's own transaction.</summary>
    public void Use(Realm realm) => _realm = realm;

    /// <summary>Keeps the keys that a transaction of the application has made until it ends: nobody else can see their rows yet.</summary>
    public void KeepUncommitted(IEnumerable<SubjectKey> keys)
    {
        _transaction = Context.Database.CurrentTransaction?.TransactionId;
        foreach (var key in keys)
        {
            _uncommitted[key.Kid] = key;
        }
    }

    /// <summary>Lets go of keys whose transaction has ended, in whichever way: committed ones are found in the database.</summary>
    public void ForgetUncommittedOfOthers()
    {
        if (_uncommitted.Count > 0 && Context.Database.CurrentTransaction?.TransactionId != _transaction)
        {
            ForgetUncommitted();
        }
    }

    public void ResetState()
    {
        _realm = null;
        ForgetUncommitted();
    }

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }

    private Realm Realm(ColumnBinding column) => FindRealm() ?? throw KeyStoreErrors.KeyMissing(column);

    private void ForgetUncommitted()
    {
        foreach (var key in _uncommitted.Values)
        {
            key.Dispose();
        }

        _uncommitted.Clear();
    }

    private SubjectKey Load(KeyId kid, ColumnBinding column)
    {
        var bytes = kid.ToByteArray();
        using var tables = KeyTables.OpenForLookUp(Context);
        var row = tables.Keys.AsNoTracking().SingleOrDefault(row => row.Kid == bytes)
            ?? throw KeyStoreErrors.KeyMissing(column);
        return Realm(column).Unwrap(row);
    }
}
