namespace Gdpr.Toolkit.Encryption;

/// <summary>Turns a value into bytes and exactly the same value back.</summary>
/// <param name="id">The codec byte, which is stored and never re-used.</param>
internal abstract class ValueCodec<T>(byte id)
{
    public byte Id { get; } = id;

    /// <summary>The one value that stands for all that <c>==</c> finds equal, although they are stored differently.</summary>
    public virtual T ForEquality(T value) => value;

    public abstract int GetSize(T value);

    public abstract void Write(T value, Span<byte> destination);

    /// <summary>Reads an authenticated payload; <see langword="false"/> where no writer of ours can have made it.</summary>
    public abstract bool TryRead(ReadOnlySpan<byte> payload, out T value);
}
