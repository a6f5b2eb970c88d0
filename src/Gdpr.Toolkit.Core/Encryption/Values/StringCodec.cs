namespace Gdpr.Toolkit.Encryption;

/// <summary>Text as UTF-8, or a type that is one text (<paramref name="toText"/> and <paramref name="fromText"/> are inverse).</summary>
internal sealed class StringCodec<T>(byte id, Func<T, string> toText, Func<string, T?> fromText) : ValueCodec<T>(id)
    where T : class
{
    public override int GetSize(T value) => StrictUtf8.GetByteCount(toText(value));

    public override void Write(T value, Span<byte> destination) => StrictUtf8.GetBytes(toText(value), destination);

    public override bool TryRead(ReadOnlySpan<byte> payload, out T value)
    {
        value = null!;
        if (!StrictUtf8.TryGetString(payload, out var text) || fromText(text) is not { } read)
            return false;
        value = read;
        return true;
    }
}
