using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Core.Tests.Signing;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>Epochs whose content is of version 2: with a secret that is kept outside of the database.</summary>
internal static class SecretEpochVectors
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Secret = VectorGenerator.Key(96);

    public static IEnumerable<JsonObject> Groups()
    {
        using var kek = TestCertificates.Rsa("only for test vectors: key encryption", 3072);
        using var signing = TestCertificates.Rsa("only for test vectors: signing", 3072);
        return [WithSecret(kek, signing), Without("the secret of another epoch", VectorGenerator.Key(97), kek, signing), Without("no secret", [], kek, signing)];
    }

    private static JsonObject WithSecret(X509Certificate2 kek, X509Certificate2 signing)
    {
        var group = Group(Secret, kek, signing);
        var key = VectorGenerator.Key(64);
        var content = Content(2, key, Secret);
        Add("an epoch with a secret", content);
        Add("a second epoch with a secret", content, row => (row.Epoch, row.PreviousEpoch) = (2, 1));
        Add("an epoch without a secret where there is one", Content(1, key), row => row.State = EpochState.Retired, secret: []);
        Add("a check value of another key", Content(2, key, Secret, VectorGenerator.Key(65)), result: "ValueTampered");
        Add("a check value of another secret", Content(2, key, VectorGenerator.Key(97)), result: "SubjectKeyMissing");
        Add("content of version 2 without the check value of its secret", content[..65], result: "ValueTampered");
        Add("content of version 1 with the check value of a secret", [1, .. content[1..]], result: "ValueTampered");
        Add("content too short", content[..96], result: "ValueTampered");
        return group;

        void Add(string comment, byte[] inside, Action<EpochRow>? change = null, byte[]? secret = null, string result = "valid")
            => group.Add(comment, Test(inside, key, secret ?? Secret, kek, signing, change), result);
    }

    private static JsonObject Without(string comment, byte[] secret, X509Certificate2 kek, X509Certificate2 signing)
    {
        var group = Group(secret, kek, signing);
        var key = VectorGenerator.Key(64);
        group.Add(comment, Test(Content(2, key, Secret), key, Secret, kek, signing), "SubjectKeyMissing");
        return group;
    }

    private static JsonObject Group(byte[] secret, X509Certificate2 kek, X509Certificate2 signing)
    {
        using var rsa = kek.GetRSAPrivateKey()!;
        return VectorGenerator.Group(
            "Epoch",
            TestKeys.StoreId,
            ("kekCertificate", kek.ExportCertificatePem()),
            ("kekPrivateKey", rsa.ExportPkcs8PrivateKeyPem()),
            ("signingCertificate", signing.ExportCertificatePem()),
            ("secret", secret.Hex()));
    }

    private static JsonObject Test(
        byte[] inside, byte[] key, byte[] secret, X509Certificate2 kek, X509Certificate2 signing, Action<EpochRow>? change = null)
    {
        var envelope = new CertificateKeyEncryptionKey(kek).Wrap(inside);
        var row = new EpochRow { StoreId = TestKeys.StoreId, Epoch = 1, State = EpochState.Active, Envelope = envelope, CreatedAt = 1000 };
        change?.Invoke(row);
        new EpochSigner(signing, []).Sign(row, Now);
        using var realmKey = KeyDerivation.RealmKey(key, secret, row.StoreId, row.Epoch);
        return new JsonObject { ["row"] = JsonSerializer.SerializeToNode(row), ["epochKey"] = key.Hex(), ["realmKey"] = realmKey.Bytes.ToArray().Hex() };
    }

    private static byte[] Content(byte version, byte[] key, byte[]? secret = null, byte[]? checkedKey = null)
        => [version, .. key, .. CheckValue(checkedKey ?? key), .. secret is null ? [] : CheckValue(secret)];

    private static byte[] CheckValue(byte[] key) => HKDF.Expand(HashAlgorithmName.SHA256, key, 32, "GT1/kcv"u8.ToArray());
}
