namespace Gdpr.Toolkit.Encryption;

/// <summary>Bytes, or a type that is a run of bytes.</summary>
internal sealed class BytesCodec<T>(byte id, Func<T, byte[]> toBytes, Func<byte[], T?> fromBytes) : ValueCodec<T>(id)
    where T : class
{
    public override int GetSize(T value) => toBytes(value).Length;

    public override void Write(T value, Span<byte> destination) => toBytes(value).CopyTo(destination);

    public override bool TryRead(ReadOnlySpan<byte> payload, out T value)
    {
        value = fromBytes(payload.ToArray())!;
        return value is not null;
    }
}
