using Gdpr.Toolkit.Infrastructure.Internal;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Opens the realm that a database's rows describe. One that is open already follows the epochs that were added or destroyed.</summary>
internal static class RealmLoader
{
    private const int Attempts = 4;

    /// <summary>Opens the realm of a store, once for all who ask at the same time.</summary>
    /// <param name="runtime">What opens and keeps realms.</param>
    /// <param name="database">What the store is known by.</param>
    /// <param name="session">Reads the store.</param>
    /// <param name="epochs">What the store holds.</param>
    /// <param name="async">Whether to wait asynchronously; if not, the returned task is completed.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <returns>Null when the database has no realm yet.</returns>
    public static async ValueTask<Realm?> LoadAsync(
        GdprRuntime runtime, object database, IKeyStoreSession session, IReadOnlyList<EpochRow> epochs, bool async, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (epochs.Count == 0)
            {
                return null;
            }

            if (runtime.Realms.FindAny(database) is { } known && Covers(known, epochs))
            {
                runtime.Realms.Seen(database, known);
                return known;
            }

            var roots = await session.RootsAsync(async, cancellationToken).ConfigureAwait(false);
            try
            {
                return await OpenAsync(runtime, database, new RealmRows(epochs, roots), async, cancellationToken).ConfigureAwait(false);
            }
            catch (PersonalDataProtectionException error) when (attempt < Attempts && (error is SubjectKeyMissingException or ValueTamperedException))
            {
                // Since its row was read, a rotation may have destroyed an epoch, or recorded a higher one outside of the database.
                var now = await session.EpochsAsync(async, cancellationToken).ConfigureAwait(false);
                if (IsSame(now, epochs))
                {
                    throw;
                }

                epochs = now;
            }
        }
    }

    /// <summary>Whether a realm is the one that rows describe, with all of its epochs; rows from before its last rotation are.</summary>
    public static bool Covers(Realm realm, IReadOnlyList<EpochRow> epochs)
        => epochs.Count > 0
            && epochs.All(row => row.StoreId == realm.StoreId)
            && (epochs.Max(row => row.Epoch) < realm.Epoch || epochs.All(row => row.Epoch <= realm.Epoch && IsFollowed(realm, row)));

    private static bool IsFollowed(Realm realm, EpochRow row) => realm.IsOpen(row.Epoch) == (row.State != EpochState.Destroyed);

    private static bool IsSame(IReadOnlyList<EpochRow> left, IReadOnlyList<EpochRow> right)
        => left.Count == right.Count && left.Zip(right).All(pair => pair.First.Signature.AsSpan().SequenceEqual(pair.Second.Signature));

    private static async ValueTask<Realm> OpenAsync(
        GdprRuntime runtime, object database, RealmRows rows, bool async, CancellationToken cancellationToken)
    {
        // Nothing is read from the database while others wait: they may hold locks there.
        using var gate = await runtime.Realms.EnterAsync(async, cancellationToken).ConfigureAwait(false);
        var known = runtime.Realms.FindAny(database) is { } open && open.StoreId == rows.Epochs[0].StoreId ? open : null;
        if (known is null || !Covers(known, rows.Epochs))
        {
            known = async
                ? await FollowAsync(runtime.RealmFactory, known, rows, cancellationToken).ConfigureAwait(false)
                : Blocking.Wait(() => FollowAsync(runtime.RealmFactory, known, rows, cancellationToken));
        }

        runtime.Realms.Seen(database, known);
        return known;
    }

    private static async ValueTask<Realm> FollowAsync(RealmFactory factory, Realm? known, RealmRows rows, CancellationToken cancellationToken)
    {
        if (known is null)
        {
            return await factory.OpenAsync(rows, cancellationToken).ConfigureAwait(false);
        }

        await factory.FollowAsync(known, rows.Epochs, cancellationToken).ConfigureAwait(false);
        return known;
    }
}
