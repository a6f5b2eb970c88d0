using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>A key far away: never completes at once, may fail, and keeps its key to itself.</summary>
internal sealed class FakeKeyManagementService : IKeyEncryptionKey
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Gets or sets how many of the next calls fail.</summary>
    public int Outages { get; set; }

    /// <summary>Gets or sets whether it goes on where it was called from, as careless implementations do.</summary>
    public bool ComesBack { get; set; }

    public async ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        await AnswerAsync(cancellationToken);
        using var aes = new AesGcm(_key, 16);
        var envelope = new byte[12 + key.Length + 16];
        RandomNumberGenerator.Fill(envelope.AsSpan(0, 12));
        aes.Encrypt(envelope.AsSpan(0, 12), key.Span, envelope.AsSpan(12, key.Length), envelope.AsSpan(12 + key.Length));
        return envelope;
    }

    public async ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken)
    {
        await AnswerAsync(cancellationToken);
        if (envelope.Length < 28)
            throw new CryptographicException("too short");
        using var aes = new AesGcm(_key, 16);
        var key = new byte[envelope.Length - 28];
        aes.Decrypt(envelope.Span[..12], envelope.Span[12..^16], envelope.Span[^16..], key);
        return key;
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Delay, cancellationToken).ConfigureAwait(ComesBack);
        if (Outages-- > 0)
            throw new TimeoutException("the service does not answer");
    }
}
