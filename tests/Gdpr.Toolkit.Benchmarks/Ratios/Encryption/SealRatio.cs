namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>Sealing 24 bytes, in terms of a bare reused cipher and a nonce from the random number generator.</summary>
internal sealed class SealRatio() : CryptoRatio("encryption.seal", upperBound: 1.2, times: 100_000)
{
    private readonly SampleKey _key = new();

    protected override void Bare(int count)
    {
        using var cipher = new BareCipher(_key);
        cipher.Seal(count);
    }

    protected override void Ours(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Sample.Cipher.Seal(Sample.Text, _key.Key);
        }
    }
}
