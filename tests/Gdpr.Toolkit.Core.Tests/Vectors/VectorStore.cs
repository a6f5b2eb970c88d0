using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>Opens what a group of vectors holds: keys, realms and certificates.</summary>
internal static class VectorStore
{
    public static SubjectKey Key(byte[] dataKey, Guid store)
    {
        var kcv = new byte[KeyDerivation.CheckValueSize];
        KeyDerivation.CheckValue(dataKey, kcv);
        return SubjectKey.TryCreate(dataKey, kcv, store, null, "")!;
    }

    public static EpochKeys EpochKeys(byte[] epochKey, Guid store, int epoch)
    {
        using var realmKey = KeyDerivation.RealmKey(epochKey, [], store, epoch);
        return new EpochKeys(realmKey);
    }

    /// <summary>A realm whose roots are all the same.</summary>
    public static Realm Realm(Guid store, byte[] root, byte[]? epochKey = null, int rootVersion = 1)
    {
        var roots = Enum.GetValues<RootKind>().ToDictionary(kind => kind, _ => new OpenRoot(rootVersion, SecretBytes.Copy(root)));
        var epochs = new Dictionary<int, EpochKeys> { [1] = EpochKeys(epochKey ?? new byte[32], store, 1) };
        return new Realm(store, 1, epochs, roots, new FakeTime());
    }

    public static EpochVault Vault(JsonNode group)
    {
        var kek = X509Certificate2.CreateFromPem(group.Text("kekCertificate"), group.Text("kekPrivateKey"));
        return new EpochVault(
            new CertificateKeyEncryptionKey(kek), new EpochSigner(X509Certificate2.CreateFromPem(group.Text("signingCertificate")), []),
            group["secret"] is null ? null : new FixedEpochSecret(group.Hex("secret")));
    }
}
