using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The realm of one context's key store: the process's, or one that the context's open transaction has made.</summary>
internal sealed class ContextRealm(SubjectKeyring keyring)
{
    private Realm? _realm;
    private object? _transaction;

    /// <summary>Finds the realm, or null when no key has ever been made there.</summary>
    /// <exception cref="ErasureLedgerException">The database does not agree with the erasure ledger.</exception>
    public Realm? Find()
    {
        var realm = FindUnchecked();
        if (realm is not null && !keyring.IsAgreed)
        {
            Blocking.Completed(keyring.Runtime.Ledger!.EnsureAsync(keyring.Context, realm.StoreId, async: false, default));
        }

        return realm;
    }

    /// <summary>Finds the realm if this process has it open, without asking anybody.</summary>
    public Realm? FindKnown() => keyring.Runtime.Realms.FindAny(keyring.Identity);

    /// <summary>Finds the realm that the context's transaction, which is still open, has made.</summary>
    public Realm? FindUncommitted()
    {
        ForgetOthers();
        return _transaction is null ? null : _realm;
    }

    /// <summary>Finds the realm of a row. The one in memory is of an older database where somebody has created it anew.</summary>
    public Realm? FindFor(KeyRow row, IKeyStoreSession session)
        => Find() is { } known && known.StoreId == row.StoreId && known.CanTell(row) ? known : Read(session);

    /// <summary>Reads which index roots are in force now.</summary>
    /// <returns>The realm with them.</returns>
    public Realm FollowIndex(Realm realm)
    {
        using var apart = AmbientTransaction.Suppress();
        using var session = keyring.Store.OpenForLookUp(keyring.Context);
        return Blocking.Completed(
            IndexFollower.FollowAsync(realm, () => ValueTask.FromResult(Read(session)), session, keyring.Runtime.Time, async: false, default)).Realm;
    }

    /// <summary>Uses a realm that was just read in the context's own transaction.</summary>
    public void Use(Realm realm)
    {
        if (!ReferenceEquals(realm, _realm))
        {
            _realm = realm;
            _transaction = null;
        }
    }

    /// <summary>Uses a realm that was just made, and may go with the context's transaction where keys lie beside the data.</summary>
    public void UseNew(Realm realm)
    {
        _realm = realm;
        if (keyring.Store.IsInApplicationDatabase)
        {
            _transaction = KeyTables.TransactionOf(keyring.Context);
        }
        else
        {
            keyring.Runtime.Realms.Seen(keyring.Identity, realm);
        }
    }

    /// <summary>Hands a realm that was made in the context's own transaction, which is committed now, to all contexts.</summary>
    public void Publish()
    {
        if (_transaction is not null)
        {
            keyring.Runtime.Realms.Seen(keyring.Identity, _realm!);
            _transaction = null;
        }
    }

    /// <summary>Forgets a realm whose making was taken back.</summary>
    public void Forget()
    {
        _realm = null;
        _transaction = null;
    }

    private Realm? FindUnchecked()
    {
        ForgetOthers();
        if (_realm is not null)
        {
            return _realm;
        }

        _realm = keyring.Runtime.Realms.FindFresh(keyring.Identity);
        if (_realm is not null)
        {
            return _realm;
        }

        using var apart = AmbientTransaction.Suppress();
        using var session = keyring.Store.OpenForLookUp(keyring.Context);
        return Read(session) ?? JoinTransaction();
    }

    /// <summary>Finds the realm that another context has made in the same transaction.</summary>
    private Realm? JoinTransaction()
    {
        if (keyring.Transaction.JoinForRealm() is ({ } realm, var transaction))
        {
            (_realm, _transaction) = (realm, transaction);
        }

        return _realm;
    }

    private Realm? Read(IKeyStoreSession session) => _realm = Blocking.Completed(RealmLoader.LoadAsync(
        keyring.Runtime,
        keyring.Identity,
        session,
        Blocking.Completed(session.EpochsAsync(async: false, default)),
        async: false,
        default));

    private void ForgetOthers()
    {
        if (_transaction is not null && !Equals(KeyTables.TransactionOf(keyring.Context), _transaction))
        {
            Forget();
        }
    }
}
