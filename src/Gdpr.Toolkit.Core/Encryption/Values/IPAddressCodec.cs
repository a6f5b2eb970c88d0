using System.Buffers.Binary;
using System.Net;

namespace Gdpr.Toolkit.Encryption;

/// <summary>4 bytes, or 16 bytes and the scope id.</summary>
internal sealed class IPAddressCodec(byte id) : ValueCodec<IPAddress>(id)
{
    private const int V4Size = 4;
    private const int V6Size = 16;
    private const int ScopedSize = V6Size + 4;

    public override int GetSize(IPAddress value) => IsV6(value) ? ScopedSize : V4Size;

    public override void Write(IPAddress value, Span<byte> destination)
    {
        value.TryWriteBytes(destination, out _);
        if (IsV6(value))
            BinaryPrimitives.WriteUInt32LittleEndian(destination[V6Size..], (uint)value.ScopeId);
    }

    public override bool TryRead(ReadOnlySpan<byte> payload, out IPAddress value)
    {
        value = payload.Length switch
        {
            V4Size => new IPAddress(payload),
            ScopedSize => new IPAddress(payload[..V6Size], BinaryPrimitives.ReadUInt32LittleEndian(payload[V6Size..])),
            _ => null!,
        };
        return value is not null;
    }

    private static bool IsV6(IPAddress value) => value.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
}
