using System.Buffers.Binary;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Writes <c>L(x)</c> = little-endian u32 length ‖ bytes, the only way in which parts are put together before they are authenticated.</summary>
internal sealed class LengthPrefixed
{
    private byte[] _buffer = new byte[128];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Appends bytes without a length, for labels and fixed-width parts.</summary>
    public LengthPrefixed Raw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        return this;
    }

    public LengthPrefixed U8(byte value)
    {
        Reserve(1)[0] = value;
        return this;
    }

    public LengthPrefixed U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);
        return this;
    }

    public LengthPrefixed U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);
        return this;
    }

    public LengthPrefixed Part(ReadOnlySpan<byte> value) => U32((uint)value.Length).Raw(value);

    public LengthPrefixed Part(string value) => Part(StrictUtf8.GetBytes(value));

    public LengthPrefixed Part(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Part(bytes);
    }

    public LengthPrefixed Part(int value)
    {
        U32(4);
        BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);
        return this;
    }

    public LengthPrefixed Part(long value)
    {
        U32(8);
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);
        return this;
    }

    /// <summary>A part that can be absent: nothing for <see langword="null"/>, otherwise 0x01 ‖ bytes, so that null and empty differ.</summary>
    public LengthPrefixed Optional(byte[]? value)
        => value is null ? U32(0) : U32((uint)value.Length + 1).U8(1).Raw(value);

    public LengthPrefixed Optional(long? value)
    {
        if (value is null)
            return U32(0);
        U32(9).U8(1);
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value.Value);
        return this;
    }

    public byte[] ToArray() => Written.ToArray();

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        var span = _buffer.AsSpan(_length, count);
        _length += count;
        return span;
    }
}
