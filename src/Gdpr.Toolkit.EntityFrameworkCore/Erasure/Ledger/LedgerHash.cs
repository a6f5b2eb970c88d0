using System.Buffers.Binary;

namespace Gdpr.Toolkit.Erasure;

/// <summary>The SHA-256 of an entry, in the place of a text of 64 digits.</summary>
internal readonly record struct LedgerHash(UInt128 High, UInt128 Low)
{
    public static LedgerHash From(string hexadecimal) => From(Convert.FromHexString(hexadecimal));

    public static LedgerHash From(ReadOnlySpan<byte> bytes)
        => new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    public byte[] ToByteArray()
    {
        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }

    public override string ToString() => Convert.ToHexStringLower(ToByteArray());
}
