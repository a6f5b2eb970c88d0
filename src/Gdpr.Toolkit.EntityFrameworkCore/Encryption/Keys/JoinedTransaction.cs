namespace Gdpr.Toolkit.Encryption;

/// <summary>What the open transaction of one context has made, by this context or by others that work in it.</summary>
internal sealed class JoinedTransaction(SubjectKeyring keyring)
{
    private TransactionKeys? _keys;
    private object? _transaction;

    /// <summary>Gets whether nothing is known that only the transaction can see.</summary>
    public bool IsEmpty => _keys is null;

    /// <summary>Keeps the keys that a transaction of the application has made until it ends: nobody else can see their rows yet.</summary>
    public void Keep(IEnumerable<SubjectKey> keys)
    {
        _transaction = KeyTables.TransactionOf(keyring.Context);
        _keys ??= keyring.Runtime.Transactions.FindOrAdd(keyring.Context);
        _keys.Realm ??= keyring.Realm.FindUncommitted();
        foreach (var key in keys)
        {
            _keys.Keep(key);
        }
    }

    /// <summary>Finds a key that the transaction has used before.</summary>
    public SubjectKey? Find(KeyId kid) => _keys?.Find(kid);

    /// <summary>Joins the other contexts that work in the same transaction, where one of them has made keys.</summary>
    /// <returns>Whether it has, and this one had not joined yet.</returns>
    public bool TryJoin()
    {
        if (_keys is not null || keyring.Runtime.Transactions.Find(keyring.Context) is not { } others)
        {
            return false;
        }

        others.Share();
        (_keys, _transaction) = (others, KeyTables.TransactionOf(keyring.Context));
        return true;
    }

    /// <summary>Joins them for the realm that another context has made.</summary>
    /// <returns>The realm and the transaction; nulls where there is none.</returns>
    public (Realm? Realm, object? Transaction) JoinForRealm()
        => TryJoin() && _keys!.Realm is { } realm ? (realm, _transaction) : default;

    /// <summary>Lets go of keys whose transaction has ended, in whichever way: committed ones are found in the database.</summary>
    public void ForgetOthers()
    {
        if (_keys is not null && !Equals(KeyTables.TransactionOf(keyring.Context), _transaction))
        {
            _keys.Release();
            _keys = null;
        }
    }

    /// <summary>Lets go of all, because the context ends or returns to its pool.</summary>
    public void Leave()
    {
        if (_transaction is not string)
        {
            // An ambient transaction goes on without the context, and another one may yet read what this one has written in it.
            _keys?.Release();
        }

        _keys = null;
    }
}
