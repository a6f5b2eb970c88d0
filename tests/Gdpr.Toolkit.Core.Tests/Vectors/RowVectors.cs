using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Core.Tests.Signing;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>Epochs, roots and keys as rows of the key tables.</summary>
internal static class RowVectors
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<JsonObject> Groups() => [Epochs(), Roots(), Keys()];

    private static JsonObject Epochs()
    {
        using var kek = TestCertificates.Rsa("only for test vectors: key encryption", 3072);
        using var signing = TestCertificates.Rsa("only for test vectors: signing", 3072);
        using var rsa = kek.GetRSAPrivateKey()!;
        var group = VectorGenerator.Group(
            "Epoch", TestKeys.StoreId, ("kekCertificate", kek.ExportCertificatePem()), ("kekPrivateKey", rsa.ExportPkcs8PrivateKeyPem()), ("signingCertificate", signing.ExportCertificatePem()));
        var wrap = new CertificateKeyEncryptionKey(kek);
        var signer = new EpochSigner(signing, []);
        var key = VectorGenerator.Key(64);
        var content = Content(key);

        Add("an epoch", content);
        Add("a retired epoch", content, (row, sign) => { row.State = EpochState.Retired; sign(); });
        Add("a second epoch", content, (row, sign) => { (row.Epoch, row.PreviousEpoch) = (2, 1); sign(); });
        Add("a state that nobody signed", content, (row, _) => row.State = EpochState.Retired, "ValueTampered");
        Add("another store", content, (row, _) => row.StoreId = Guid.Empty, "ValueTampered");
        Add("another predecessor", content, (row, _) => row.PreviousEpoch = 1, "ValueTampered");
        Add("a bit of the envelope", content, (row, _) => row.Envelope[^1] ^= 1, "ValueTampered");
        Add("no signature", content, (row, _) => row.Signature = [], "ValueTampered");
        Add("signed by somebody else", content, (row, _) => new EpochSigner(kek, []).Sign(row, Now), "ValueTampered");
        Add("a check value of another key", [.. content[..33], .. Content(VectorGenerator.Key(65))[33..]], null, "ValueTampered");
        Add("content of another version", [2, .. content[1..]], null, "ValueTampered");
        Add("content too short", content[..64], null, "ValueTampered");
        Add("wrapped for another certificate", content, (row, sign) => { row.Envelope = new CertificateKeyEncryptionKey(signing).Wrap(content); sign(); }, "SubjectKeyMissing");
        return group;

        void Add(string comment, byte[] inside, Action<EpochRow, Action>? change = null, string result = "valid")
        {
            var row = new EpochRow { StoreId = TestKeys.StoreId, Epoch = 1, State = EpochState.Active, Envelope = wrap.Wrap(inside), CreatedAt = 1000 };
            signer.Sign(row, Now);
            change?.Invoke(row, () => signer.Sign(row, Now));
            group.Add(comment, new JsonObject { ["row"] = JsonSerializer.SerializeToNode(row), ["epochKey"] = key.Hex() }, result);
        }
    }

    private static JsonObject Roots()
    {
        var epochKey = VectorGenerator.Key(64);
        var group = VectorGenerator.Group("RootRow", TestKeys.StoreId, ("epochKey", epochKey.Hex()));
        using var epoch = VectorStore.EpochKeys(epochKey, TestKeys.StoreId, 1);
        foreach (var kind in Enum.GetValues<RootKind>())
            group.Add($"the {kind} root", Test(Root(kind)), "valid");
        var changed = Root(RootKind.Index);
        changed.Kind = RootKind.Subject;
        group.Add("a root of another kind", Test(changed), "ValueTampered");
        var later = Root(RootKind.Index);
        later.WrapEpoch = 2;
        group.Add("an epoch that is not open", Test(later), "SubjectKeyMissing");
        return group;

        RootRow Root(RootKind kind)
        {
            var row = new RootRow { StoreId = TestKeys.StoreId, Kind = kind, Version = 3, State = KeyState.Active, CreatedAt = 1000, Revision = 7 };
            epoch.WrapInto(row, SecretBytes.Copy(VectorGenerator.Key(32)), 1);
            epoch.Seal(row);
            return row;
        }

        static JsonObject Test(RootRow row) => new() { ["row"] = JsonSerializer.SerializeToNode(row), ["root"] = VectorGenerator.Key(32).Hex() };
    }

    private static JsonObject Keys()
    {
        var epochKey = VectorGenerator.Key(64);
        var group = VectorGenerator.Group("KeyRow", TestKeys.StoreId, ("epochKey", epochKey.Hex()));
        using var epoch = VectorStore.EpochKeys(epochKey, TestKeys.StoreId, 1);

        Add("an active key", row => row.Group = "", "valid");
        Add("a provisional key", row => (row.SubjectRef, row.State) = (null, KeyState.Provisional), "valid");
        Add("a replaced key with an end", row => (row.State, row.NotAfter) = (KeyState.DecryptOnly, 2000), "valid");
        Add("a tombstone", row => (row.State, row.Wrapped) = (KeyState.Shredded, null), "SubjectKeyDestroyed");
        Add("a requested erasure", row => row.State = KeyState.ShredRequested, "SubjectKeyDestroyed");
        Add("a key that is gone from an active row", row => row.Wrapped = null, "SubjectKeyDestroyed");
        Add("a wrapped key of another version", row => row.Wrapped![0] = 2, "ValueTampered");
        Add("a wrapped key cut short", row => row.Wrapped = row.Wrapped![..^1], "ValueTampered");
        Add("a bit of the wrapped key", row => row.Wrapped![20] ^= 1, "ValueTampered");
        Add("another salt", row => row.Salt[0] ^= 1, "ValueTampered");
        Add("a key id that is not of the check value", row => row.Kid[0] ^= 1, "ValueTampered");
        Add("a check value of another key", row => row.Kcv[31] ^= 1, "ValueTampered");
        Add("a tombstone brought back", row => row.State = KeyState.Active, "ValueTampered", KeyState.Shredded);
        Add("another person's reference", row => row.SubjectRef![0] ^= 1, "ValueTampered", KeyState.Active);
        Add("another group", row => row.Group = "marketing", "ValueTampered", KeyState.Active);
        Add("an absent reference for an empty one", row => row.SubjectRef = null, "ValueTampered", KeyState.Active);
        Add("another store", row => row.StoreId = Guid.Empty, "ValueTampered", KeyState.Active);
        Add("a bit of the MAC", row => row.RowMac[0] ^= 1, "ValueTampered", KeyState.Active);
        Add("an epoch that is not open", row => row.WrapEpoch = 2, "SubjectKeyMissing", KeyState.Active);
        return group;

        // Sealed after the change, as only the store can; or before it, as an attacker has to, in the state given.
        void Add(string comment, Action<KeyRow> change, string result, KeyState? sealedAs = null)
        {
            var row = new KeyRow
            {
                StoreId = TestKeys.StoreId,
                SubjectRef = VectorGenerator.Key(128),
                Group = "medical",
                Version = 3,
                State = sealedAs ?? KeyState.Active,
                CreatedAt = 1000,
                Revision = 7,
            };
            epoch.WrapInto(row, SecretBytes.Copy(VectorGenerator.Key(0)), 1);
            if (sealedAs is null)
                change(row);
            epoch.Seal(row);
            if (sealedAs is not null)
                change(row);
            group.Add(comment, new JsonObject { ["row"] = JsonSerializer.SerializeToNode(row), ["key"] = VectorGenerator.Key(0).Hex() }, result);
        }
    }

    private static byte[] Content(byte[] key)
        => [1, .. key, .. HKDF.Expand(HashAlgorithmName.SHA256, key, 32, "GT1/kcv"u8.ToArray())];
}
