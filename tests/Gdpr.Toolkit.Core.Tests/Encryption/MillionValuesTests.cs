using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>A shared AesGcm gives about one wrong ciphertext in 400 under four threads: a million values would show it.</summary>
public sealed class MillionValuesTests : IDisposable
{
    private const int Threads = 8;
    private const int Rounds = 10;
    private const int ValuesPerRound = 100_000;

    private static readonly FieldCipher<string> Cipher = new(TestKeys.Column);

    // More keys than a thread has slots, so that slots change hands all the time.
    private readonly SubjectKey[] _keys = [.. Enumerable.Range(0, 20).Select(first => TestKeys.Fixed(first))];
    private readonly SubjectKey[] _twins = [.. Enumerable.Range(0, 20).Select(first => TestKeys.Fixed(first))];

    public void Dispose()
    {
        foreach (var key in _keys.Concat(_twins))
            key.Dispose();
    }

    [Fact]
    public void A_million_values_sealed_by_eight_threads_all_open_and_no_nonce_is_used_twice()
    {
        var nonces = new UInt128[Rounds * ValuesPerRound];
        var envelopes = new byte[ValuesPerRound][];

        for (var round = 0; round < Rounds; round++)
        {
            var first = round * ValuesPerRound;
            OnThreads(thread =>
            {
                for (var i = thread; i < ValuesPerRound; i += Threads)
                {
                    envelopes[i] = Cipher.Seal($"value {first + i}", KeyOf(_keys, i));
                    nonces[first + i] = Nonce(envelopes[i]);
                }
            });

            // Another thread than the one that sealed it, and another instance of the key.
            OnThreads(thread =>
            {
                for (var i = (thread + 1) % Threads; i < ValuesPerRound; i += Threads)
                    Assert.Equal($"value {first + i}", Cipher.Open(envelopes[i], KeyOf(_twins, i)));
            });
        }

        Array.Sort(nonces);
        Assert.Equal(nonces.Length, nonces.Distinct().Count());
    }

    // Half of the values are of one person, whose key all threads use at once.
    private static SubjectKey KeyOf(SubjectKey[] keys, int value) => keys[value % 2 == 0 ? 0 : value % keys.Length];

    private static UInt128 Nonce(byte[] envelope)
    {
        UInt128 nonce = 0;
        foreach (var part in envelope.AsSpan(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize))
            nonce = (nonce << 8) | part;
        return nonce;
    }

    private static void OnThreads(Action<int> work) => Assert.Empty(Concurrently.Run(Threads, work));
}
