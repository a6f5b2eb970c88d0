namespace Gdpr.Toolkit.Encryption;

/// <summary>A codec for a type whose values all have the same size.</summary>
internal sealed class FixedCodec<T>(byte id, int size, FixedCodec<T>.Writer write, FixedCodec<T>.Reader read) : ValueCodec<T>(id)
{
    public delegate void Writer(Span<byte> destination, T value);

    public delegate T Reader(ReadOnlySpan<byte> payload);

    public delegate bool Check(ReadOnlySpan<byte> payload);

    /// <summary>Says which payloads of the right size a writer can have made; all of them, where it is not given.</summary>
    public Check? WellFormed { private get; init; }

    /// <summary>What <see cref="ForEquality"/> does; nothing, where it is not given.</summary>
    public Func<T, T>? Equal { private get; init; }

    public override T ForEquality(T value) => Equal is null ? value : Equal(value);

    public override int GetSize(T value) => size;

    public override void Write(T value, Span<byte> destination) => write(destination, value);

    public override bool TryRead(ReadOnlySpan<byte> payload, out T value)
    {
        if (payload.Length != size || WellFormed?.Invoke(payload) == false)
        {
            value = default!;
            return false;
        }

        value = read(payload);
        return true;
    }
}
