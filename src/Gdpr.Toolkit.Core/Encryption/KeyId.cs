using System.Buffers.Binary;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The 16 bytes by which an envelope names, and commits to, the key that opens it.</summary>
internal readonly struct KeyId : IEquatable<KeyId>
{
    public const int Size = 16;

    private readonly ulong _high;
    private readonly ulong _low;

    private KeyId(ulong high, ulong low) => (_high, _low) = (high, low);

    public static bool operator ==(KeyId left, KeyId right) => left.Equals(right);

    public static bool operator !=(KeyId left, KeyId right) => !left.Equals(right);

    public static KeyId From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException("A key id has 16 bytes.", nameof(bytes));
        return new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    public byte[] ToByteArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public bool Equals(KeyId other) => _high == other._high && _low == other._low;

    public override bool Equals(object? obj) => obj is KeyId other && Equals(other);

    // The bytes are the output of HKDF: any part of them is a good hash.
    public override int GetHashCode() => HashCode.Combine(_high, _low);

    /// <summary>Gives nothing of the id: it links a person's rows and does not belong in a log.</summary>
    public override string ToString() => nameof(KeyId);

    internal int Slot(int count) => (int)(_low % (uint)count);
}
