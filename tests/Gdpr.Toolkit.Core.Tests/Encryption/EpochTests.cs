using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Gdpr.Toolkit.Core.Tests.Signing;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Epochs that nobody trusted signed are refused, and before the key encryption key touches them.</summary>
public class EpochTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_new_store_opens()
    {
        using var realm = TestKeys.OpenRealm();

        Assert.Equal(1, realm.Epoch);
        Assert.Equal(TestKeys.Rows.Epochs[0].StoreId, realm.StoreId);
    }

    [Fact]
    public void Any_changed_byte_of_the_envelope_is_refused_before_it_is_unwrapped()
    {
        var length = TestKeys.Rows.Epochs[0].Envelope.Length;

        for (var i = 0; i < length; i += 7)
            AssertRefused(epoch => epoch.Envelope[i] ^= 1);
    }

    [Fact]
    public void A_changed_signature_is_refused() => AssertRefused(epoch => epoch.Signature[^1] ^= 1);

    [Fact]
    public void A_missing_signature_is_refused() => AssertRefused(epoch => epoch.Signature = []);

    [Fact]
    public void A_changed_state_is_refused() => AssertRefused(epoch => epoch.State = EpochState.Retired);

    [Fact]
    public void A_changed_number_is_refused() => AssertRefused(epoch => epoch.Epoch = 2);

    [Fact]
    public void A_changed_predecessor_is_refused() => AssertRefused(epoch => epoch.PreviousEpoch = 1);

    [Fact]
    public void Another_store_id_is_refused() => AssertRefused(epoch => epoch.StoreId = Guid.NewGuid());

    [Fact]
    public void An_envelope_swapped_from_another_store_is_refused()
        => AssertRefused(epoch => epoch.Envelope = TestKeys.Factory().Create().Epochs[0].Envelope);

    [Fact]
    public void An_epoch_signed_by_somebody_else_is_refused()
        => AssertRefused(epoch => new EpochSigner(TestCertificates.ForeignSigning, []).Sign(epoch, Now));

    [Fact]
    public void An_epoch_added_with_the_public_certificates_is_refused()
    {
        var attacker = new EpochVault(
            new CertificateKeyEncryptionKey(TestCertificates.Kek), new EpochSigner(TestCertificates.ForeignSigning, []));
        var added = attacker.Create(TestKeys.Rows.Epochs[0].StoreId, epoch: 2, previousEpoch: 1, Now);
        var kek = new CountingKek();

        Assert.Throws<ValueTamperedException>(() => TestKeys.Factory(kek).Open(TestKeys.Rows with { Epochs = [TestKeys.Rows.Epochs[0], added] }));
        Assert.Equal(0, kek.Unwraps);
    }

    [Fact]
    public void A_signature_without_signed_attributes_is_refused()
    {
        var epoch = Copy(TestKeys.Rows.Epochs[0]);
        var cms = new SignedCms(new ContentInfo(SignedContent(epoch)), detached: true);
        cms.ComputeSignature(new CmsSigner(SubjectIdentifierType.SubjectKeyIdentifier, TestCertificates.Signing)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
        });
        epoch.Signature = cms.Encode();

        Assert.Empty(cms.SignerInfos[0].SignedAttributes);
        Assert.Throws<ValueTamperedException>(() => TestKeys.Signer().Verify(epoch));
    }

    [Fact]
    public void A_signature_over_SHA1_is_refused()
    {
        var epoch = Copy(TestKeys.Rows.Epochs[0]);
        var cms = new SignedCms(new ContentInfo(SignedContent(epoch)), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.SubjectKeyIdentifier, TestCertificates.Kek) { DigestAlgorithm = new Oid("1.3.14.3.2.26") };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(Now.UtcDateTime));
        cms.ComputeSignature(signer);
        epoch.Signature = cms.Encode();

        Assert.Throws<ValueTamperedException>(() => new EpochSigner(TestCertificates.Kek, []).Verify(epoch));
    }

    [Fact]
    public void An_epoch_signed_before_the_signing_certificate_was_renewed_stays_trusted()
    {
        var renewed = new EpochSigner(TestCertificates.ForeignSigning, [TestCertificates.PublicOnly(TestCertificates.Signing)]);

        using var realm = TestKeys.Factory(signer: renewed).Open(TestKeys.Rows);

        Assert.Equal(1, realm.Epoch);
    }

    [Fact]
    public void A_second_epoch_becomes_the_active_one_and_the_retired_one_still_opens_its_rows()
    {
        var (first, second) = Rotated();
        using var before = TestKeys.OpenRealm();
        var minted = before.Mint(null, "", 1);

        using var after = TestKeys.Factory().Open(TestKeys.Rows with { Epochs = [second, first] });

        Assert.Equal(2, after.Epoch);
        using var key = after.Unwrap(minted.Row);
        Assert.Equal(minted.Key.Kid, key.Kid);
        Assert.Equal(2, after.Mint(null, "", 1).Row.WrapEpoch);
    }

    [Fact]
    public void A_retired_epoch_rolled_back_to_its_active_row_is_refused()
    {
        var (_, second) = Rotated();
        var kek = new CountingKek();

        Assert.Throws<ValueTamperedException>(() => TestKeys.Factory(kek).Open(TestKeys.Rows with { Epochs = [TestKeys.Rows.Epochs[0], second] }));
        Assert.Equal(0, kek.Unwraps);
    }

    [Fact]
    public void An_epoch_taken_out_of_the_chain_is_refused()
    {
        var (_, second) = Rotated();

        Assert.Throws<ValueTamperedException>(() => TestKeys.Factory().Open(TestKeys.Rows with { Epochs = [second] }));
    }

    [Fact]
    public void All_epochs_rolled_back_together_are_refused_when_a_higher_one_was_seen()
    {
        var secrets = new EpochSecretsInMemory();
        using var realm = TestKeys.Factory(secrets: secrets).Open(TestKeys.Rows);
        Assert.Equal(1, secrets.Highest);

        secrets.Highest = 2;

        Assert.Throws<ValueTamperedException>(() => TestKeys.Factory(secrets: secrets).Open(TestKeys.Rows));
    }

    [Fact]
    public void A_destroyed_epoch_stays_a_link_and_is_never_unwrapped()
    {
        var (first, second) = Rotated();
        (first.State, first.Envelope) = (EpochState.Destroyed, []);
        TestKeys.Signer().Sign(first, Now);
        var rows = TestKeys.Rows with { Epochs = [first, second] };

        // The roots of this store are still wrapped under the first epoch.
        Assert.Throws<SubjectKeyMissingException>(() => TestKeys.Factory().Open(rows));
    }

    [Fact]
    public void No_epochs_at_all_are_refused()
        => Assert.Throws<ValueTamperedException>(() => TestKeys.Factory().Open(new RealmRows([], [])));

    [Fact]
    public void The_wrong_certificate_is_a_missing_key_and_not_an_attack()
        => Assert.Throws<SubjectKeyMissingException>(
            () => TestKeys.Factory(new CertificateKeyEncryptionKey(TestCertificates.RenewedKek)).Open(TestKeys.Rows));

    [Fact]
    public void A_key_that_does_not_match_its_check_value_is_refused_even_when_signed()
    {
        var kek = new CertificateKeyEncryptionKey(TestCertificates.Kek);
        var epoch = Copy(TestKeys.Rows.Epochs[0]);
        var content = kek.Unwrap(epoch.Envelope);
        content[5] ^= 1;
        epoch.Envelope = kek.Wrap(content);
        TestKeys.Signer().Sign(epoch, Now);

        Assert.Throws<ValueTamperedException>(() => TestKeys.Factory().Open(TestKeys.Rows with { Epochs = [epoch] }));
    }

    [Theory]
    [InlineData((int)RootKind.Subject)]
    [InlineData((int)RootKind.Index)]
    [InlineData((int)RootKind.Suppression)]
    public void A_store_without_a_root_of_each_kind_does_not_open(int kind)
    {
        var rows = TestKeys.Rows with { Roots = [.. TestKeys.Rows.Roots.Where(r => (int)r.Kind != kind)] };

        Assert.Throws<SubjectKeyMissingException>(() => TestKeys.Factory().Open(rows));
    }

    private static void AssertRefused(Action<EpochRow> change)
    {
        var epoch = Copy(TestKeys.Rows.Epochs[0]);
        change(epoch);
        var kek = new CountingKek();

        Assert.Throws<ValueTamperedException>(() => TestKeys.Factory(kek).Open(TestKeys.Rows with { Epochs = [epoch] }));
        Assert.Equal(0, kek.Unwraps);
    }

    private static (EpochRow First, EpochRow Second) Rotated()
    {
        var first = Copy(TestKeys.Rows.Epochs[0]);
        first.State = EpochState.Retired;
        TestKeys.Signer().Sign(first, Now);
        var vault = new EpochVault(new CertificateKeyEncryptionKey(TestCertificates.Kek), TestKeys.Signer());
        return (first, vault.Create(first.StoreId, epoch: 2, previousEpoch: 1, Now));
    }

    private static EpochRow Copy(EpochRow row) => new()
    {
        StoreId = row.StoreId,
        Epoch = row.Epoch,
        State = row.State,
        PreviousEpoch = row.PreviousEpoch,
        Envelope = [.. row.Envelope],
        Signature = [.. row.Signature],
        CreatedAt = row.CreatedAt,
    };

    private static byte[] SignedContent(EpochRow row) => new LengthPrefixed()
        .Part(row.StoreId).U32((uint)row.Epoch).U32((uint)row.State).U32((uint)row.PreviousEpoch).Raw(row.Envelope).ToArray();

    private sealed class CountingKek : IKeyEncryptionKey
    {
        private readonly CertificateKeyEncryptionKey _inner = new(TestCertificates.Kek);

        public int Unwraps { get; private set; }

        public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken) => _inner.WrapAsync(key, cancellationToken);

        public ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken)
        {
            Unwraps++;
            return _inner.UnwrapAsync(envelope, cancellationToken);
        }
    }
}
