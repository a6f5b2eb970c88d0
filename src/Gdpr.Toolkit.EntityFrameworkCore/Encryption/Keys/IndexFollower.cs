namespace Gdpr.Toolkit.Encryption;

/// <summary>Lets an open realm follow a rotation of the index root.</summary>
internal static class IndexFollower
{
    private const int Attempts = 4;

    /// <param name="realm">The realm.</param>
    /// <param name="reload">Follows the rotation of epochs; again where one came in between.</param>
    /// <param name="session">Reads the store.</param>
    /// <param name="time">Where the session sees what is committed now: the clock, so that the reading counts as fresh for everybody.</param>
    /// <param name="async">Whether to wait asynchronously; if not, the returned task is completed.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The realm, or the one that it was replaced by; and all roots, as they were read.</returns>
    public static async ValueTask<(Realm Realm, IReadOnlyList<RootRow> Roots)> FollowAsync(
        Realm realm, Func<ValueTask<Realm?>> reload, IKeyStoreSession session, TimeProvider? time, bool async, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var begun = time?.GetTimestamp();
            var rows = await session.RootsAsync(async, cancellationToken).ConfigureAwait(false);
            try
            {
                realm.FollowIndex(rows);
                if (begun is { } timestamp)
                {
                    realm.SeenIndex(timestamp);
                }

                return (realm, rows);
            }
            catch (SubjectKeyMissingException) when (attempt < Attempts)
            {
                realm = await reload().ConfigureAwait(false) ?? throw KeyStoreErrors.RealmGone();
            }
        }
    }
}
