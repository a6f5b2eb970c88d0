using Gdpr.Toolkit.Core.Tests.Signing;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Fixed keys for golden vectors and an open realm for everything else.</summary>
internal static class TestKeys
{
    private static readonly Lazy<RealmRows> LazyRows = new(() => Factory().Create());

    public static Guid StoreId { get; } = new("00112233-4455-6677-8899-aabbccddeeff");

    public static ColumnBinding Column { get; } = new("customer.email", "Customer.Email");

    public static byte[] Nonce => Sequence(0xA0, 12);

    /// <summary>The rows of one store, made once; not to be changed.</summary>
    public static RealmRows Rows => LazyRows.Value;

    public static byte[] Sequence(int first, int count) => [.. Enumerable.Range(first, count).Select(i => (byte)i)];

    /// <summary>The key whose bytes count from <paramref name="first"/>.</summary>
    public static SubjectKey Fixed(int first = 0, Guid? storeId = null)
    {
        var dataKey = Sequence(first, KeyDerivation.KeySize);
        var kcv = new byte[KeyDerivation.CheckValueSize];
        KeyDerivation.CheckValue(dataKey, kcv);
        return SubjectKey.TryCreate(dataKey, kcv, storeId ?? StoreId, null, "")!;
    }

    public static EpochSigner Signer() => new(TestCertificates.Signing, []);

    public static RealmFactory Factory(IKeyEncryptionKey? kek = null, EpochSigner? signer = null, IEpochSecretStore? secrets = null)
        => new(kek ?? new CertificateKeyEncryptionKey(TestCertificates.Kek), signer ?? Signer(), new FakeTime(), secrets);

    public static Realm OpenRealm() => Factory().Open(Rows);
}
