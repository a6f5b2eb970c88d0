namespace Gdpr.Toolkit.Encryption;

/// <summary>How the length of a value is hidden. It can change at any time: every envelope says whether it is padded.</summary>
internal readonly record struct Padding
{
    /// <summary>The high bit of the codec byte.</summary>
    public const byte Flag = 0x80;

    private const byte End = 0x80;

    private readonly int _block;
    private readonly int _max;

    private Padding(int block, int max) => (_block, _max) = (block, max);

    public static Padding None => default;

    /// <summary>Rounds the plaintext up to a multiple of 16, 32 or 64 bytes.</summary>
    public static Padding Block(int size)
        => size is 16 or 32 or 64 ? new(size, 0) : throw EncryptionErrors.PaddingBlock(size);

    /// <summary>Makes every value as long as one with a payload of <paramref name="maxPayload"/> bytes; longer ones are refused.</summary>
    public static Padding FixedMax(int maxPayload)
        => maxPayload >= 1 ? new(0, maxPayload) : throw EncryptionErrors.PaddingMaximum(maxPayload);

    /// <summary>The length of codec byte ‖ payload ‖ padding.</summary>
    public int PlaintextLength(int payloadLength, ColumnBinding column)
    {
        if (_block > 0)
            return checked((payloadLength + 2 + _block - 1) / _block * _block);
        if (_max == 0)
            return checked(payloadLength + 1);
        return payloadLength <= _max ? checked(_max + 2) : throw EncryptionErrors.LongerThanPadding(column, _max);
    }

    /// <summary>Writes the padding (ISO/IEC 7816-4: 0x80, then zeros) behind the payload and marks the codec byte.</summary>
    public void Apply(Span<byte> plaintext, int payloadLength)
    {
        if (this == None)
            return;
        plaintext[0] |= Flag;
        plaintext[1 + payloadLength] = End;
        plaintext[(2 + payloadLength)..].Clear();
    }

    /// <summary>Takes the padding off an authenticated plaintext.</summary>
    public static bool TryStrip(ReadOnlySpan<byte> plaintext, out ReadOnlySpan<byte> payload)
    {
        payload = plaintext[1..];
        if ((plaintext[0] & Flag) == 0)
            return true;
        var end = payload.LastIndexOfAnyExcept((byte)0);
        if (end < 0 || payload[end] != End)
            return false;
        payload = payload[..end];
        return true;
    }
}
