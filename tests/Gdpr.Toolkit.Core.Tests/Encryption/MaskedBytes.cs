namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Bytes that can be searched for without being in memory themselves.</summary>
internal sealed class MaskedBytes
{
    private const byte Mask = 0x5A;
    private const int PrefixLength = 6;

    private readonly byte[] _masked;

    public MaskedBytes(ReadOnlySpan<byte> bytes)
    {
        Prefix = bytes[..PrefixLength].ToArray();
        _masked = new byte[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            _masked[i] = (byte)(bytes[i] ^ Mask);
    }

    public int Length => _masked.Length;

    /// <summary>Gets the first bytes as they are: enough to find candidates, too few to be what is looked for.</summary>
    public byte[] Prefix { get; }

    public bool IsAtStartOf(ReadOnlySpan<byte> content)
    {
        for (var i = 0; i < _masked.Length; i++)
        {
            if ((byte)(content[i] ^ Mask) != _masked[i])
                return false;
        }

        return true;
    }
}
