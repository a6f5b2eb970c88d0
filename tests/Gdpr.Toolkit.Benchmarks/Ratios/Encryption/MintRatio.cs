using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>Making 10,000 keys of people with their rows, in terms of the same HKDF, AES-GCM and HMAC calls in a bare loop.</summary>
internal sealed class MintRatio() : CryptoRatio("encryption.mint-10000", upperBound: 1.5, times: 10_000)
{
    private readonly Lazy<Realm> _realm = new(SampleRealm.Open);
    private readonly BareKeys _bare = new();

    protected override void Bare(int count) => _bare.Mint(count);

    protected override void Ours(int count)
    {
        for (var i = 0; i < count; i++)
        {
            SampleRealm.Mint(_realm.Value);
        }
    }
}
