namespace Gdpr.Toolkit.Encryption;

/// <summary>Orders byte strings as the numbers that they are, most significant byte first.</summary>
internal sealed class ByteOrder : IComparer<byte[]>
{
    public static ByteOrder Instance { get; } = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
