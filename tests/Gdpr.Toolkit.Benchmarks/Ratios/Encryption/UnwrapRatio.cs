using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>Opening the key rows of 1,000 people, in terms of the same HKDF, AES-GCM and HMAC calls in a bare loop.</summary>
internal sealed class UnwrapRatio() : CryptoRatio("encryption.unwrap-1000", upperBound: 1.5, times: Rounds)
{
    private const int People = 1_000;
    private const int Rounds = 10;

    private readonly Lazy<(Realm Realm, KeyRow[] Rows)> _store = new(Create);
    private readonly BareKeys _bare = new();

    protected override void Bare(int count) => _bare.Unwrap(count * People);

    protected override void Ours(int count)
    {
        var (realm, rows) = _store.Value;
        for (var round = 0; round < count; round++)
        {
            foreach (var row in rows)
            {
                realm.Unwrap(row);
            }
        }
    }

    private static (Realm Realm, KeyRow[] Rows) Create()
    {
        var realm = SampleRealm.Open();
        return (realm, [.. Enumerable.Range(0, People).Select(_ => SampleRealm.Mint(realm).Row)]);
    }
}
