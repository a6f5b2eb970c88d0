namespace Gdpr.Toolkit.Encryption;

/// <summary>Which tags the queries of a context read, and the tags of their parameters.</summary>
internal sealed class ReadableTags(SubjectKeyring keyring)
{
    private bool IsRotationPrepared => keyring.Runtime.Options.PreparesIndexRotation;

    /// <summary>Gets the version of the index root whose tags queries read now: another one says within a lease that it is in force.</summary>
    public int Version() => IsRotationPrepared ? FreshIndex()?.Active.Version ?? 1 : 1;

    /// <summary>Computes the index tag of a query's parameter; what matches nothing where the database has no keys yet, or the value is stored as none.</summary>
    /// <exception cref="InvalidOperationException">A rotation has taken away, or not finished yet, the tags that the query would read.</exception>
    public byte[] Of(EncryptedColumn column, object value, IndexSlot slot)
        => (keyring.Realm.Find() is { } realm ? column.Tag(value, RequirePrepared(realm).Index.ToRead(slot) ?? throw KeyStoreErrors.IndexNotReadable()) : null)
            ?? new byte[BlindIndexKey.TagSize];

    /// <summary>Requires that the tags which a query was compiled for are still there, in every row.</summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    public void Require(IReadOnlyCollection<IndexSlot> slots)
    {
        if (!IsRotationPrepared)
        {
            // There is one column, and nothing to look up. Where others have rotated, the realm says so once it is open.
            if (keyring.Realm.FindKnown() is { } known)
            {
                RequirePrepared(known);
            }
        }
        else if (FreshIndex() is { } index && slots.Any(slot => index.ToRead(slot) is null))
        {
            throw KeyStoreErrors.IndexNotReadable();
        }
    }

    /// <summary>Gets the index roots as they were half a lease ago or later; null in a database without keys.</summary>
    private IndexRoots? FreshIndex()
        => keyring.Realm.Find() is { } realm
            ? (realm.IndexAge >= keyring.Runtime.Options.KeyCache.LeaseDuration / 2 ? keyring.Realm.FollowIndex(realm) : realm).Index
            : null;

    private Realm RequirePrepared(Realm realm) => IsRotationPrepared || !realm.Index.UsesSecondSlot ? realm : throw KeyStoreErrors.IndexNotPrepared();
}
