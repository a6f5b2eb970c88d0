using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>An open key store in memory.</summary>
internal static class SampleRealm
{
    public static Realm Open()
    {
        var factory = new RealmFactory(
            new CertificateKeyEncryptionKey(TestCertificates.KeyEncryption), new EpochSigner(TestCertificates.Signing, []), TimeProvider.System);
        return Blocking.Wait(async () => await factory.OpenAsync(await factory.CreateAsync(default), default));
    }

    /// <summary>Makes the key of a person of whom nothing else is known.</summary>
    public static MintedKey Mint(Realm realm) => realm.Mint(RandomNumberGenerator.GetBytes(32), "", version: 1);
}
