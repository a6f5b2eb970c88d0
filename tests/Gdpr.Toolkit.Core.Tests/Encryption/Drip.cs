namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>A stream that never gives as much as it is asked for, as a network does.</summary>
internal sealed class Drip(byte[] content) : MemoryStream(content)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => base.ReadAsync(buffer[..Math.Min(buffer.Length, 4099)], cancellationToken);
}
