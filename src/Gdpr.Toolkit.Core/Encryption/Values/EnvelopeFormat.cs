namespace Gdpr.Toolkit.Encryption;

/// <summary>The layout of a GT1 envelope; see docs/format/gt1.md.</summary>
internal static class EnvelopeFormat
{
    /// <summary>The first byte. 0xF8–0xFF never occur in UTF-8, so no text looks like an envelope.</summary>
    public const byte Marker = 0xF9;

    public const byte SuiteAes256Gcm = 0x01;
    public const int KidOffset = 2;
    public const int NonceOffset = KidOffset + KeyId.Size;
    public const int HeaderSize = NonceOffset + ThreadCiphers.NonceSize;
    public const int TagSize = 16;

    /// <summary>Header, codec byte and tag: what an envelope adds to a payload without padding.</summary>
    public const int Overhead = HeaderSize + 1 + TagSize;

    public const string TextPrefix = "gt1.";
}
