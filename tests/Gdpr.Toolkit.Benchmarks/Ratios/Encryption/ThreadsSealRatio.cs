namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>Eight threads that seal under one key, in terms of eight threads of which each has a bare cipher.</summary>
internal sealed class ThreadsSealRatio() : CryptoRatio("encryption.8-threads-seal", upperBound: 1.15, times: 25_000)
{
    private readonly SampleKey _key = new();

    protected override void Bare(int count) => EightThreads.Run(() =>
    {
        using var cipher = new BareCipher(_key);
        cipher.Seal(count);
    });

    protected override void Ours(int count) => EightThreads.Run(() =>
    {
        for (var i = 0; i < count; i++)
        {
            Sample.Cipher.Seal(Sample.Text, _key.Key);
        }
    });
}
