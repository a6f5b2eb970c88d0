namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>Eight threads that only open: the bound is that of one thread, because only one side makes a string of what it opened.</summary>
internal sealed class ThreadsOpenRatio() : CryptoRatio("encryption.8-threads-open", upperBound: 1.5, times: 25_000)
{
    private readonly SampleKey _key = new();

    protected override void Bare(int count) => EightThreads.Run(() =>
    {
        using var cipher = new BareCipher(_key);
        cipher.Open(count);
    });

    protected override void Ours(int count) => EightThreads.Run(() =>
    {
        for (var i = 0; i < count; i++)
        {
            Sample.Cipher.Open(_key.Envelope, _key.Key);
        }
    });
}
