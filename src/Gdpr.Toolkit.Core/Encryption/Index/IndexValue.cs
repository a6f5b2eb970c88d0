namespace Gdpr.Toolkit.Encryption;

/// <summary>
/// The bytes of a value for its tag. What <c>==</c> finds equal has the same bytes, although the stored value keeps
/// more: the scale of a decimal, the kind of a date, the offset of a point in time.
/// </summary>
internal readonly struct IndexValue<T>
{
    private readonly ValueCodec<T> _codec;
    private readonly T _equal;

    /// <exception cref="NotSupportedException">Values of the type have no codec.</exception>
    public IndexValue(T value)
    {
        _codec = ValueCodecs.Find<T>() ?? throw EncryptionErrors.IndexTypeNotSupported(typeof(T));
        _equal = _codec.ForEquality(value);
    }

    public int Size => 1 + _codec.GetSize(_equal);

    public void Write(Span<byte> destination)
    {
        destination[0] = _codec.Id;
        _codec.Write(_equal, destination[1..]);
    }
}
