using Gdpr.Toolkit.Infrastructure.Internal;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Opens the realm that a database's rows describe, reusing the open one while they are still the same.</summary>
internal static class RealmLoader
{
    /// <returns>Null when the database has no realm yet.</returns>
    public static Realm? Open(
        GdprRuntime runtime, object database, IReadOnlyList<EpochRow> epochs, Func<IReadOnlyList<RootRow>> roots)
    {
        if (epochs.Count == 0)
        {
            return null;
        }

        var realm = Reusable(runtime.Realms.FindAny(database), epochs)
            ?? runtime.RealmFactory.Open(new RealmRows(epochs, roots()));
        runtime.Realms.Seen(database, realm);
        return realm;
    }

    /// <summary>Gives the known realm if it is the one that the rows describe.</summary>
    public static Realm? Reusable(Realm? known, IReadOnlyList<EpochRow> epochs)
        => known is not null && epochs.All(row => row.StoreId == known.StoreId) && epochs.Max(row => row.Epoch) == known.Epoch
            ? known
            : null;
}
