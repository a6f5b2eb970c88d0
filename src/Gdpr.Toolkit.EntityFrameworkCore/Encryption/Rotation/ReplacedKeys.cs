using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Replaced keys of people, open, each with the version that is in force.</summary>
internal sealed class ReplacedKeys : IDisposable
{
    private readonly Dictionary<KeyId, (SubjectKey Old, SubjectKey Current)> _pairs = [];

    /// <summary>Opens those of some keys that were replaced. What is in force, destroyed or not there is left out.</summary>
    public static async Task<ReplacedKeys> LoadAsync(
        DbContext context, GdprRuntime runtime, IReadOnlyCollection<KeyId> kids, CancellationToken cancellationToken)
    {
        var keys = new ReplacedKeys();
        using var store = runtime.KeyStore.Open(context);
        var replaced = (await store.FindAsync(kids, async: true, cancellationToken).ConfigureAwait(false))
            .Where(row => row is { State: KeyState.DecryptOnly, SubjectRef: not null })
            .ToList();
        if (replaced.Count == 0)
        {
            return keys;
        }

        using var writer = new SubjectKeyWriter(context, runtime);
        var realm = await writer.FindRealmAsync(async: true, cancellationToken).ConfigureAwait(false) ?? throw KeyStoreErrors.RealmGone();
        var versions = (await writer.FindAsync(
                [.. replaced.Select(row => row.SubjectRef!).Distinct(ByteContent.Instance)], async: true, cancellationToken).ConfigureAwait(false))
            .ToLookup(KeyPlace.Of);
        foreach (var row in replaced)
        {
            var all = versions[KeyPlace.Of(row)].ToList();
            if (all.MaxBy(version => version.Version) is { State: KeyState.Active } current && all.Find(version => IsSame(version, row)) is { } old)
            {
                keys.Add(realm, old, current);
            }
        }

        return keys;
    }

    public (SubjectKey Old, SubjectKey Current)? Find(KeyId kid) => _pairs.TryGetValue(kid, out var pair) ? pair : null;

    public void Dispose()
    {
        foreach (var (old, current) in _pairs.Values)
        {
            old.Dispose();
            current.Dispose();
        }
    }

    private static bool IsSame(KeyRow version, KeyRow row) => version.State == KeyState.DecryptOnly && KeyId.From(version.Kid) == KeyId.From(row.Kid);

    private void Add(Realm realm, KeyRow old, KeyRow current)
    {
        var key = realm.Unwrap(old);
        try
        {
            _pairs.Add(key.Kid, (key, realm.Unwrap(current)));
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
