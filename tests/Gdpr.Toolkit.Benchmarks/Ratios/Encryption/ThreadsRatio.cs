namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>Eight threads that seal and open values of one person, in terms of eight threads of which each has a bare cipher.</summary>
internal sealed class ThreadsRatio() : CryptoRatio("encryption.8-threads", upperBound: 1.15, times: 25_000)
{
    private readonly SampleKey _key = new();

    protected override void Bare(int count) => EightThreads.Run(() =>
    {
        using var cipher = new BareCipher(_key);
        for (var i = 0; i < count; i++)
        {
            cipher.Seal(1);
            cipher.Open(1);
        }
    });

    protected override void Ours(int count) => EightThreads.Run(() =>
    {
        for (var i = 0; i < count; i++)
        {
            Sample.Cipher.Seal(Sample.Text, _key.Key);
            Sample.Cipher.Open(_key.Envelope, _key.Key);
        }
    });
}
