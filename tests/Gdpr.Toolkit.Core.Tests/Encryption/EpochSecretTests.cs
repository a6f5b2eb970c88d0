using Gdpr.Toolkit.Core.Tests.Signing;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>An epoch with a secret outside of the database opens with both, and with nothing less.</summary>
public class EpochSecretTests
{
    private readonly EpochSecretsInMemory _secrets = new();

    [Fact]
    public void A_store_with_a_secret_opens_with_it()
    {
        var rows = TestKeys.Factory(secrets: _secrets).Create();

        using var realm = TestKeys.Factory(secrets: _secrets).Open(rows);

        Assert.Equal(1, realm.Epoch);
        Assert.Equal((rows.Epochs[0].StoreId, 1), Assert.Single(_secrets.Secrets).Key);
    }

    [Fact]
    public void The_key_encryption_key_alone_opens_nothing()
    {
        var rows = TestKeys.Factory(secrets: _secrets).Create();
        using var realm = TestKeys.Factory(secrets: _secrets).Open(rows);
        _secrets.Secrets.Clear();

        Assert.Contains("secret of key epoch 1", Assert.Throws<SubjectKeyMissingException>(() => TestKeys.Factory(secrets: _secrets).Open(rows)).Message, StringComparison.Ordinal);
        Assert.Contains("UseEpochSecretFile", Assert.Throws<SubjectKeyMissingException>(() => TestKeys.Factory().Open(rows)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_holder_of_the_key_encryption_key_who_leaves_the_secret_out_gets_other_keys()
    {
        var rows = TestKeys.Factory(secrets: _secrets).Create();
        var content = new CertificateKeyEncryptionKey(TestCertificates.Kek).Unwrap(rows.Epochs[0].Envelope);

        using var realmKey = KeyDerivation.RealmKey(EpochContent.Key(content), [], rows.Epochs[0].StoreId, 1);
        using var keys = new EpochKeys(realmKey);

        Assert.All(rows.Roots, root => Assert.False(keys.Verify(root)));
        Assert.All(rows.Roots, root => Assert.False(keys.TryUnwrap(root, new byte[32])));
    }

    [Fact]
    public void Another_secret_is_refused_before_a_row_is_touched()
    {
        var rows = TestKeys.Factory(secrets: _secrets).Create();
        _secrets.Secrets[(rows.Epochs[0].StoreId, 1)][5] ^= 1;

        Assert.Throws<SubjectKeyMissingException>(() => TestKeys.Factory(secrets: _secrets).Open(rows));
    }

    [Fact]
    public void A_store_from_before_there_were_secrets_still_opens_where_they_are_kept()
    {
        using var realm = TestKeys.Factory(secrets: _secrets).Open(TestKeys.Rows);

        Assert.Equal(1, realm.Epoch);
        Assert.Empty(_secrets.Secrets);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(66)]
    [InlineData(96)]
    [InlineData(98)]
    public void Content_of_another_length_is_refused(int length)
    {
        var content = EpochContent.Create(new byte[32]);
        Array.Resize(ref content, length);

        Assert.Throws<ValueTamperedException>(() => EpochContent.Require(content, epoch: 1));
    }

    [Fact]
    public void Content_that_says_it_needs_no_secret_is_refused()
    {
        var content = EpochContent.Create(new byte[32]);
        content[0] = 1;

        Assert.Throws<ValueTamperedException>(() => EpochContent.Require(content, epoch: 1));
    }

    // Computed by Python's standard library from docs/format/gt1.md. Stored epochs depend on it: never change it.
    [Fact]
    public void The_derivation_is_frozen()
    {
        var (epochKey, secret) = (TestKeys.Sequence(64, 32), TestKeys.Sequence(128, 32));
        using var realmKey = KeyDerivation.RealmKey(epochKey, secret, TestKeys.StoreId, epoch: 2);

        Assert.Equal("9ADEAC137EA51AD2194A09E8AEE5D32104C81A0B3596E2196B28B392D4462F02", Convert.ToHexString(realmKey.Bytes));
        var content = EpochContent.Create(secret);
        Assert.Equal((97, 2), (content.Length, content[0]));
        Assert.Equal("BC4BA44898A016938AF2D5A742501E8757E22DA62F2BE4F206C430B352FE9005", Convert.ToHexString(content[65..]));
        Assert.True(EpochContent.NeedsSecret(content));
        Assert.True(EpochContent.IsSecret(content, secret));
    }
}
