using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>HMAC-SHA256 over every column of a row, each as a length-prefixed part.</summary>
internal static class RowMac
{
    public static byte[] Compute(ReadOnlySpan<byte> key, IWrappedKeyRow row) => HMACSHA256.HashData(key, Content(row));

    public static bool Matches(ReadOnlySpan<byte> key, IWrappedKeyRow row)
        => CryptographicOperations.FixedTimeEquals(Compute(key, row), row.RowMac);

    private static ReadOnlySpan<byte> Content(IWrappedKeyRow row) => row switch
    {
        KeyRow key => Content(key),
        RootRow root => Content(root),
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    private static ReadOnlySpan<byte> Content(KeyRow row) => new LengthPrefixed()
        .Part("key")
        .Part(row.StoreId)
        .Optional(row.SubjectRef)
        .Part(row.Group)
        .Part(row.Version)
        .Part(row.Kid)
        .Part(row.Kcv)
        .Part((int)row.State)
        .Part(row.WrapEpoch)
        .Part(row.Salt)
        .Optional(row.Wrapped)
        .Part(row.CreatedAt)
        .Optional(row.NotAfter)
        .Part(row.Revision)
        .Written;

    private static ReadOnlySpan<byte> Content(RootRow row) => new LengthPrefixed()
        .Part("root")
        .Part(row.StoreId)
        .Part((int)row.Kind)
        .Part(row.Version)
        .Part(row.Kid)
        .Part(row.Kcv)
        .Part((int)row.State)
        .Part(row.WrapEpoch)
        .Part(row.Salt)
        .Optional(row.Wrapped)
        .Part(row.CreatedAt)
        .Part(row.Revision)
        .Written;
}
