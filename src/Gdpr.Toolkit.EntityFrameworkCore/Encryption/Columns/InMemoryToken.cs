namespace Gdpr.Toolkit.Encryption;

/// <summary>A stand-in for an envelope by which EF compares values of columns that two entity types share.</summary>
/// <remarks>
/// Deterministic and without secrets to protect: it lives in memory beside the plaintext and never becomes a parameter,
/// because the sealed column modification supplies its own value. Its first byte is no envelope's.
/// </remarks>
internal static class InMemoryToken
{
    private const byte Marker = 0xFF;

    public static byte[] Of<T>(T value)
    {
        var codec = ValueCodecs.Find<T>()!;
        var token = new byte[1 + codec.GetSize(value)];
        token[0] = Marker;
        codec.Write(value, token.AsSpan(1));
        return token;
    }
}
