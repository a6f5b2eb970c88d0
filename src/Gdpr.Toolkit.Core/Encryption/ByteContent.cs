namespace Gdpr.Toolkit.Encryption;

/// <summary>Compares byte strings by what they hold.</summary>
internal sealed class ByteContent : IEqualityComparer<byte[]>
{
    public static ByteContent Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
