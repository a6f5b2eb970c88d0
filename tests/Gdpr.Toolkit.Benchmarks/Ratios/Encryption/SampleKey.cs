using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>One key as the library holds it and as a bare <see cref="AesGcm"/> takes it, with a value sealed under it.</summary>
internal sealed class SampleKey
{
    public SampleKey()
    {
        var dataKey = RandomNumberGenerator.GetBytes(KeyDerivation.KeySize);
        var kcv = new byte[KeyDerivation.CheckValueSize];
        KeyDerivation.CheckValue(dataKey, kcv);
        Key = SubjectKey.TryCreate(dataKey, kcv, Sample.StoreId, null, "")!;
        Bytes = HKDF.Expand(HashAlgorithmName.SHA256, dataKey, KeyDerivation.KeySize, KeyDerivation.EncryptionInfo(Sample.StoreId));
        Associated = new LengthPrefixed()
            .Raw("GT1\0"u8).U8(EnvelopeFormat.SuiteAes256Gcm).Raw(Key.Kid.ToByteArray()).Part(Sample.StoreId).Part(Sample.Column.ColumnId).ToArray();
        Envelope = Sample.Cipher.Seal(Sample.Text, Key);
    }

    public SubjectKey Key { get; }

    public byte[] Bytes { get; }

    public byte[] Associated { get; }

    public byte[] Envelope { get; }
}
