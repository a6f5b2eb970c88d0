using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The keys that the values of one page need, read from the key store and opened when they are used. Kept out of the cache.</summary>
internal sealed class PageKeys : IDisposable
{
    private readonly Dictionary<KeyId, KeyRow> _rows = [];
    private readonly Dictionary<KeyId, SubjectKey> _open = [];

    private PageKeys(Realm? realm) => Realm = realm;

    /// <summary>Gets the realm; null while the database holds no keys.</summary>
    public Realm? Realm { get; }

    public static async Task<PageKeys> LoadAsync(
        DbContext context, GdprRuntime runtime, IReadOnlyCollection<KeyId> kids, CancellationToken cancellationToken)
    {
        using var writer = new SubjectKeyWriter(context, runtime);
        var realm = await writer.FindRealmAsync(async: true, cancellationToken).ConfigureAwait(false);
        var keys = new PageKeys(realm);
        if (realm is not null)
        {
            foreach (var row in await writer.FindAsync(kids, async: true, cancellationToken).ConfigureAwait(false))
            {
                keys._rows.TryAdd(KeyId.From(row.Kid), row);
            }
        }

        return keys;
    }

    /// <summary>Finds the row of a key.</summary>
    /// <exception cref="ValueTamperedException">The row was changed outside the library.</exception>
    public KeyRow? Find(KeyId kid)
    {
        if (_rows.GetValueOrDefault(kid) is not { } row)
        {
            return null;
        }

        Realm!.VerifyRow(row);
        return row;
    }

    /// <summary>Opens a key that was found and is not ending.</summary>
    public SubjectKey Open(KeyId kid)
    {
        if (!_open.TryGetValue(kid, out var key))
        {
            key = Realm!.Unwrap(_rows[kid]);
            _open.Add(kid, key);
        }

        return key;
    }

    public void Dispose()
    {
        foreach (var key in _open.Values)
        {
            key.Dispose();
        }
    }
}
