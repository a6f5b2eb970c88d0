using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Key rows and the hierarchy above them, computed with another implementation. They have to be readable for ever.</summary>
public sealed class KeyRowGoldenTests : IDisposable
{
    private const string CheckValue = "2eecdff46816d36b2eb6e65be89420dc601898667d2991a980ce2110d67400d1";

    private readonly EpochKeys _keys;

    public KeyRowGoldenTests()
    {
        using var realmKey = KeyDerivation.RealmKey(TestKeys.Sequence(64, 32), [], TestKeys.StoreId, 1);
        _keys = new EpochKeys(realmKey);
    }

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void A_frozen_key_row_verifies_and_unwraps()
    {
        var row = Row();
        row.RowMac = Convert.FromHexString("4f4448fb38d138235693049db8a75e043792b800192c6502ba0f049562a7a249");

        Assert.True(_keys.Verify(row));
        AssertUnwraps(row);
    }

    [Fact]
    public void A_frozen_tombstone_verifies()
    {
        var row = Row();
        (row.State, row.Wrapped, row.NotAfter) = (KeyState.Shredded, null, 2000);
        row.RowMac = Convert.FromHexString("0ea28a2d7494eb6fdc83e7233bbd6ee682e5ddfd59f86b3488dd6f5f956b643f");

        Assert.True(_keys.Verify(row));
    }

    [Fact]
    public void A_frozen_root_row_verifies_and_unwraps()
    {
        var row = new RootRow
        {
            StoreId = TestKeys.StoreId,
            Kind = RootKind.Index,
            Version = 3,
            Kid = Convert.FromHexString(CheckValue)[..16],
            Kcv = Convert.FromHexString(CheckValue),
            State = KeyState.Active,
            WrapEpoch = 1,
            Salt = TestKeys.Sequence(96, 32),
            Wrapped = Convert.FromHexString("01a0a1a2a3a4a5a6a7a8a9aaab14a3c9d36a2f3bde7ef54f86434d2d7b79365c340de4bb7d0820edaab977eacc3acb171c5b2da57326684d145adf989c"),
            CreatedAt = 1000,
            Revision = 7,
            RowMac = Convert.FromHexString("852091f8dea9d18f6d56c933253f8b4fbc970612ed7af9b1ac830ed55b477955"),
        };

        Assert.True(_keys.Verify(row));
        AssertUnwraps(row);
    }

    [Fact]
    public void A_key_wrapped_as_a_root_does_not_unwrap_as_a_subject_key()
    {
        var row = Row();
        row.Wrapped = Convert.FromHexString("01a0a1a2a3a4a5a6a7a8a9aaab14a3c9d36a2f3bde7ef54f86434d2d7b79365c340de4bb7d0820edaab977eacc3acb171c5b2da57326684d145adf989c");

        Assert.False(_keys.TryUnwrap(row, new byte[32]));
    }

    [Fact]
    public void A_subject_reference_is_as_frozen()
    {
        using var root = SecretBytes.Copy(TestKeys.Sequence(32, 32));
        var roots = Enum.GetValues<RootKind>().ToDictionary(kind => kind, _ => new OpenRoot(1, root));
        using var realm = new Realm(TestKeys.StoreId, 1, new Dictionary<int, EpochKeys> { [1] = _keys }, roots, new FakeTime());

        Assert.Equal(
            "f1f498b41e9bc389c65c2b2c93173b244b3b9613c0e1d6b5cc61931002343d35",
            Convert.ToHexStringLower(realm.SubjectReference("tenant-1", "customer", CanonicalId.Encode([101]))));
    }

    private static KeyRow Row() => new()
    {
        StoreId = TestKeys.StoreId,
        SubjectRef = TestKeys.Sequence(128, 32),
        Group = "medical",
        Version = 3,
        Kid = Convert.FromHexString(CheckValue)[..16],
        Kcv = Convert.FromHexString(CheckValue),
        State = KeyState.Active,
        WrapEpoch = 1,
        Salt = TestKeys.Sequence(96, 32),
        Wrapped = Convert.FromHexString("01a0a1a2a3a4a5a6a7a8a9aaab14a3c9d36a2f3bde7ef54f86434d2d7b79365c340de4bb7d0820edaab977eacc4d7052d4a2252290ffd426a0de0091c4"),
        CreatedAt = 1000,
        Revision = 7,
    };

    private void AssertUnwraps(IWrappedKeyRow row)
    {
        var key = new byte[32];

        Assert.True(_keys.TryUnwrap(row, key));
        Assert.Equal(TestKeys.Sequence(0, 32), key);
    }
}
