using System.Buffers.Binary;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The one encoding of a data subject's key, the same for every database and width of integer.</summary>
internal static class CanonicalId
{
    /// <summary>Encodes a key: one value as it is, several as length-prefixed parts in the order of the key.</summary>
    /// <exception cref="ArgumentException">A value is missing, or of a type without a canonical form.</exception>
    public static byte[] Encode(IReadOnlyList<object> keyValues)
    {
        if (keyValues.Count == 0)
            throw EncryptionErrors.CanonicalIdEmpty();
        if (keyValues.Count == 1)
            return Encode(keyValues[0]);
        var parts = new LengthPrefixed();
        foreach (var value in keyValues)
            parts.Part(Encode(value));
        return parts.ToArray();
    }

    private static byte[] Encode(object? value) => value switch
    {
        string text => StrictUtf8.GetBytes(NfcText.Normalize(text)),
        Guid guid => guid.ToByteArray(bigEndian: true),
        Enum member => Encode(Convert.ChangeType(member, member.GetTypeCode(), null)),
        sbyte number => Integer(number),
        byte number => Integer(number),
        short number => Integer(number),
        ushort number => Integer(number),
        int number => Integer(number),
        uint number => Integer(number),
        long number => Integer(number),
        ulong number => Integer(number <= long.MaxValue ? (long)number : throw EncryptionErrors.CanonicalIdRange()),
        _ => throw EncryptionErrors.CanonicalIdType(value?.GetType()),
    };

    private static byte[] Integer(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
