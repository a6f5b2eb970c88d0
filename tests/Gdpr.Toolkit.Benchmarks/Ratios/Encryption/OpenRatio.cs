namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>Opening 24 bytes, in terms of a bare reused cipher.</summary>
internal sealed class OpenRatio() : CryptoRatio("encryption.open", upperBound: 1.5, times: 100_000)
{
    private readonly SampleKey _key = new();

    protected override void Bare(int count)
    {
        using var cipher = new BareCipher(_key);
        cipher.Open(count);
    }

    protected override void Ours(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Sample.Cipher.Open(_key.Envelope, _key.Key);
        }
    }
}
