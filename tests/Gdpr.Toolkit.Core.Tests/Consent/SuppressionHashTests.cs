using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Core.Tests.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Consent;

public class SuppressionHashTests
{
    // Computed with another implementation. A list that was written with one release has to be found by every later one.
    [Theory]
    [InlineData(ContactPointKind.EmailAddress, "ada@example.org", "15f4c6d967690b2fccb555e2880b03877fea9992e57d8336772273836b8c4cdb")]
    [InlineData(ContactPointKind.TelephoneNumber, "+46701234567", "00b4f48f5e8c15f96e9124aec8da2e9918a520a11f471a3501bc29fd23cf41fe")]
    public void The_hash_of_an_address_never_changes(ContactPointKind kind, string address, string expected)
        => Assert.Equal(expected, Convert.ToHexStringLower(SuppressionHash.Compute(TestKeys.Sequence(64, 32), TestKeys.StoreId, kind, address)));

    [Fact]
    public void Kinds_and_stores_have_hashes_of_their_own()
    {
        byte[][] hashes =
        [
            SuppressionHash.Compute(TestKeys.Sequence(64, 32), TestKeys.StoreId, ContactPointKind.EmailAddress, "1"),
            SuppressionHash.Compute(TestKeys.Sequence(64, 32), TestKeys.StoreId, ContactPointKind.TelephoneNumber, "1"),
            SuppressionHash.Compute(TestKeys.Sequence(64, 32), Guid.Empty, ContactPointKind.EmailAddress, "1"),
            SuppressionHash.Compute(TestKeys.Sequence(65, 32), TestKeys.StoreId, ContactPointKind.EmailAddress, "1"),
        ];

        Assert.Equal(hashes.Length, hashes.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void A_realm_gives_the_same_hash_for_the_same_address_and_another_in_another_store()
    {
        using var realm = TestKeys.OpenRealm();
        using var again = TestKeys.OpenRealm();
        using var other = TestKeys.Factory().Open(TestKeys.Factory().Create());

        var hash = realm.SuppressionReference(ContactPointKind.EmailAddress, "ada@example.org");

        Assert.Equal(hash, again.SuppressionReference(ContactPointKind.EmailAddress, "ada@example.org"));
        Assert.NotEqual(hash, other.SuppressionReference(ContactPointKind.EmailAddress, "ada@example.org"));
    }
}
