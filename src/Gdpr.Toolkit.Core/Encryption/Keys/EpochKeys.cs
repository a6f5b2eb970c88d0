using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The keys of one open epoch: they wrap keys and authenticate rows.</summary>
internal sealed class EpochKeys : IDisposable
{
    private const byte WrapVersion = 1;
    private const int WrappedSize = 1 + ThreadCiphers.NonceSize + KeyDerivation.KeySize + EnvelopeFormat.TagSize;

    private readonly SecretBytes _wrap;
    private readonly SecretBytes _row;

    public EpochKeys(SecretBytes realmKey)
    {
        _wrap = SecretBytes.Expand(realmKey.Bytes, KeyDerivation.Wrap);
        _row = SecretBytes.Expand(realmKey.Bytes, KeyDerivation.Row);
    }

    /// <summary>Fills the columns that say which key this is and hold it wrapped.</summary>
    public void WrapInto(IWrappedKeyRow row, SecretBytes key, int epoch)
    {
        var kcv = new byte[KeyDerivation.CheckValueSize];
        KeyDerivation.CheckValue(key.Bytes, kcv);
        row.Kcv = kcv;
        row.Kid = kcv[..KeyId.Size];
        row.WrapEpoch = epoch;
        row.Salt = RandomNumberGenerator.GetBytes(KeyDerivation.SaltSize);

        var wrapped = new byte[WrappedSize];
        wrapped[0] = WrapVersion;
        var nonce = wrapped.AsSpan(1, ThreadCiphers.NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = Cipher(row);
        cipher.Encrypt(
            nonce,
            key.Bytes,
            wrapped.AsSpan(1 + ThreadCiphers.NonceSize, KeyDerivation.KeySize),
            wrapped.AsSpan(WrappedSize - EnvelopeFormat.TagSize),
            Associated(row));
        row.Wrapped = wrapped;
    }

    /// <summary>Unwraps the key of a row whose MAC has been checked; <see langword="false"/> when it is not what was wrapped.</summary>
    public bool TryUnwrap(IWrappedKeyRow row, Span<byte> key)
    {
        var wrapped = row.Wrapped.AsSpan();
        if (wrapped.Length != WrappedSize || wrapped[0] != WrapVersion)
            return false;
        using var cipher = Cipher(row);
        try
        {
            cipher.Decrypt(
                wrapped.Slice(1, ThreadCiphers.NonceSize),
                wrapped.Slice(1 + ThreadCiphers.NonceSize, KeyDerivation.KeySize),
                wrapped[^EnvelopeFormat.TagSize..],
                key,
                Associated(row));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Seal(IWrappedKeyRow row) => row.RowMac = Authenticated(row, static (key, r) => RowMac.Compute(key, r));

    public bool Verify(IWrappedKeyRow row) => Authenticated(row, static (key, r) => RowMac.Matches(key, r));

    public void Dispose()
    {
        _wrap.Dispose();
        _row.Dispose();
    }

    // A fresh key per row: HKDF-Expand(K_wrap, row salt).
    private AesGcm Cipher(IWrappedKeyRow row)
    {
        ObjectDisposedException.ThrowIf(!_wrap.TryEnter(), this);
        try
        {
            using var key = SecretBytes.Expand(_wrap.Bytes, row.Salt);
            return new AesGcm(key.Bytes, EnvelopeFormat.TagSize);
        }
        finally
        {
            _wrap.Exit();
        }
    }

    private TResult Authenticated<TResult>(IWrappedKeyRow row, Func<ReadOnlySpan<byte>, IWrappedKeyRow, TResult> use)
    {
        ObjectDisposedException.ThrowIf(!_row.TryEnter(), this);
        try
        {
            return use(_row.Bytes, row);
        }
        finally
        {
            _row.Exit();
        }
    }

    private static ReadOnlySpan<byte> Associated(IWrappedKeyRow row) => new LengthPrefixed()
        .Raw("GT1\0"u8)
        .U8(WrapVersion)
        .Part(row is RootRow ? "root" : "key")
        .Part(row.StoreId)
        .Part(row.WrapEpoch)
        .Part(row.Kid)
        .Written;
}
