using System.Buffers.Binary;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The layout of a GT1 file; see docs/format/gt1.md.</summary>
internal static class FileFormat
{
    /// <summary>The second byte, where an envelope has its suite.</summary>
    public const byte Kind = 0x10;

    public const int PrefixSize = 2;
    public const int HeaderSize = PrefixSize + EnvelopeFormat.Overhead + KeyDerivation.KeySize;
    public const int PieceSize = 64 * 1024;
    public const int SealedPieceSize = PieceSize + EnvelopeFormat.TagSize;

    /// <summary>What the file key's envelope is bound to. The name stays out of messages: it may say who it is about.</summary>
    public static ColumnBinding Binding(string name) => new("GT1/file\0" + name, "a protected file");

    /// <summary>u64 index ‖ 00 00 00 ‖ u8 last: a piece opens in its place only, and the last one only as the last.</summary>
    public static void WriteNonce(Span<byte> nonce, ulong index, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, index);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
    }
}
