using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>The baseline: the calls of .NET by which a person's key is made, and by which its row is opened.</summary>
internal sealed class BareKeys
{
    // The length-prefixed columns of a key row of one person, which its MAC covers.
    private const int RowSize = 274;

    private readonly byte[] _wrapKey = RandomNumberGenerator.GetBytes(KeyDerivation.KeySize);
    private readonly byte[] _rowKey = RandomNumberGenerator.GetBytes(KeyDerivation.KeySize);
    private readonly byte[] _row = RandomNumberGenerator.GetBytes(RowSize);
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(KeyDerivation.SaltSize);
    private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(ThreadCiphers.NonceSize);
    private readonly byte[] _associated = RandomNumberGenerator.GetBytes(60);
    private readonly byte[] _dataKey = RandomNumberGenerator.GetBytes(KeyDerivation.KeySize);
    private readonly byte[] _wrapped = new byte[KeyDerivation.KeySize];
    private readonly byte[] _tag = new byte[EnvelopeFormat.TagSize];
    private readonly byte[] _info = KeyDerivation.EncryptionInfo(Sample.StoreId);
    private readonly byte[] _derived = new byte[KeyDerivation.KeySize];

    public BareKeys() => Mint(1);

    public void Mint(int count)
    {
        for (var i = 0; i < count; i++)
        {
            RandomNumberGenerator.Fill(_dataKey);
            RandomNumberGenerator.Fill(_salt);
            RandomNumberGenerator.Fill(_nonce);
            KeyDerivation.CheckValue(_dataKey, _derived);
            using (var cipher = WrapCipher())
            {
                cipher.Encrypt(_nonce, _dataKey, _wrapped, _tag, _associated);
            }

            HMACSHA256.HashData(_rowKey, _row, _derived);
            HKDF.Expand(HashAlgorithmName.SHA256, _dataKey, _derived, _info);
        }
    }

    public void Unwrap(int count)
    {
        for (var i = 0; i < count; i++)
        {
            HMACSHA256.HashData(_rowKey, _row, _derived);
            using (var cipher = WrapCipher())
            {
                cipher.Decrypt(_nonce, _wrapped, _tag, _dataKey, _associated);
            }

            KeyDerivation.CheckValue(_dataKey, _derived);
            HKDF.Expand(HashAlgorithmName.SHA256, _dataKey, _derived, _info);
        }
    }

    private AesGcm WrapCipher()
    {
        HKDF.Expand(HashAlgorithmName.SHA256, _wrapKey, _derived, _salt);
        return new AesGcm(_derived, EnvelopeFormat.TagSize);
    }
}
