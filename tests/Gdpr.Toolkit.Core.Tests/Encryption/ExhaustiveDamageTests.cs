using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Gdpr.Toolkit.Core.Tests.Signing;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Every single-bit flip and every truncation of what is stored gives the right failure.</summary>
public class ExhaustiveDamageTests
{
    private const int Envelopes = 1000;
    private const int Rows = 10;

    [Fact]
    public void A_thousand_envelopes_accept_no_flipped_bit_and_no_truncation()
    {
        using var key = TestKeys.Fixed();
        var cipher = new FieldCipher<byte[]>(TestKeys.Column);
        var tried = 0;

        Parallel.For(0, Envelopes, i =>
        {
            var envelope = cipher.Seal(TestKeys.Sequence(0, i % 3), key);
            foreach (var (damaged, position) in Damage.Of(envelope))
            {
                var expected = position < 2 ? typeof(UnknownValueFormatException) : typeof(ValueTamperedException);
                Assert.Equal(expected, Damage.Failure(() => cipher.Open(damaged, key)));
                Interlocked.Increment(ref tried);
            }
        });

        Assert.Equal(Enumerable.Range(0, Envelopes).Sum(i => (47 + (i % 3)) * 9), tried);
    }

    [Fact]
    public void Key_rows_accept_no_flipped_bit_and_no_truncation_in_any_column()
    {
        using var realm = TestKeys.OpenRealm();
        var tried = 0;

        Parallel.For(0, Rows, i =>
        {
            var row = realm.Mint(i % 2 == 0 ? TestKeys.Sequence(i, 32) : null, "group", 1).Row;
            row.NotAfter = null;
            foreach (var (restore, column) in Damage.Columns(row, nameof(KeyRow.Position)))
            {
                // A row that names another epoch asks for that epoch's keys, which are not there. Where a row lies says nothing.
                var expected = column switch
                {
                    nameof(KeyRow.Position) => null,
                    nameof(KeyRow.WrapEpoch) => typeof(SubjectKeyMissingException),
                    _ => typeof(ValueTamperedException),
                };
                Assert.Equal((column, expected), (column, Damage.Failure(() => realm.Unwrap(row).Dispose())));
                Interlocked.Increment(ref tried);
                restore();
            }

            realm.Unwrap(row).Dispose();
        });

        Assert.InRange(tried, Rows * 1900, int.MaxValue);
    }

    [Fact]
    public void Root_rows_accept_no_flipped_bit_and_no_truncation_in_any_column()
    {
        using var realmKey = KeyDerivation.RealmKey(TestKeys.Sequence(64, 32), [], TestKeys.StoreId, 1);
        using var keys = new EpochKeys(realmKey);
        using var secret = SecretBytes.Copy(TestKeys.Sequence(32, 32));
        var epochs = new Dictionary<int, EpochKeys> { [1] = keys };
        var row = new RootRow { StoreId = TestKeys.StoreId, Kind = RootKind.Index, Version = 1, State = KeyState.Active, Revision = 1 };
        keys.WrapInto(row, secret, 1);
        keys.Seal(row);

        foreach (var (restore, column) in Damage.Columns(row))
        {
            // A row that names another kind or epoch leaves a root, or an epoch, that is not there.
            var expected = column is nameof(RootRow.Kind) or nameof(RootRow.WrapEpoch)
                ? typeof(SubjectKeyMissingException)
                : typeof(ValueTamperedException);
            Assert.Equal((column, expected), (column, Damage.Failure(() => OpenRoot.Load([row], RootKind.Index, TestKeys.StoreId, epochs).Dispose())));
            restore();
        }

        OpenRoot.Load([row], RootKind.Index, TestKeys.StoreId, epochs).Dispose();
    }

    [Fact]
    public void Epoch_rows_accept_no_flipped_bit_and_no_truncation_of_what_is_signed()
    {
        var row = TestKeys.Factory().Create().Epochs[0];
        var signer = TestKeys.Signer();

        Parallel.ForEach(Damage.Of(row.Envelope), damage => AssertTampered(signer, Copy(row, envelope: damage.Damaged)));
        foreach (var (restore, column) in Damage.Columns(row, nameof(EpochRow.CreatedAt), nameof(EpochRow.Envelope), nameof(EpochRow.Signature)))
        {
            Assert.Equal((column, typeof(ValueTamperedException)), (column, Damage.Failure(() => signer.Verify(row))));
            restore();
        }

        signer.Verify(row);
    }

    /// <summary>CMS does not authenticate its own versions and lists of algorithms; changed, they change nothing of what was signed.</summary>
    [Fact]
    public void Epoch_signatures_accept_no_flipped_bit_of_signer_attributes_or_signature_and_no_truncation()
    {
        var row = TestKeys.Factory().Create().Epochs[0];
        var signer = TestKeys.Signer();
        var cms = new SignedCms(new ContentInfo([]), detached: true);
        cms.Decode(row.Signature);
        var attribute = cms.SignerInfos[0].SignedAttributes.Cast<CryptographicAttributeObject>().Single(a => a.Oid.Value == "1.2.840.113549.1.9.4");
        byte[][] authenticated = [TestCertificates.Signing.RawData, attribute.Values[0].RawData, cms.SignerInfos[0].GetSignature()];
        var ranges = authenticated.Select(part => (From: row.Signature.AsSpan().IndexOf(part), part.Length)).ToList();
        var accepted = new ConcurrentBag<int>();

        Parallel.ForEach(Damage.Of(row.Signature), damage =>
        {
            if (Damage.Failure(() => signer.Verify(Copy(row, signature: damage.Damaged))) is not { } failure)
                accepted.Add(damage.Damaged.Length == row.Signature.Length ? damage.Position : ranges[0].From);
            else
                Assert.Equal(typeof(ValueTamperedException), failure);
        });

        Assert.All(ranges, range => Assert.True(range.From > 0));
        Assert.DoesNotContain(accepted, position => ranges.Any(range => position >= range.From && position < range.From + range.Length));
    }

    private static void AssertTampered(EpochSigner signer, EpochRow row)
        => Assert.Equal(typeof(ValueTamperedException), Damage.Failure(() => signer.Verify(row)));

    private static EpochRow Copy(EpochRow row, byte[]? envelope = null, byte[]? signature = null) => new()
    {
        StoreId = row.StoreId,
        Epoch = row.Epoch,
        State = row.State,
        PreviousEpoch = row.PreviousEpoch,
        Envelope = envelope ?? row.Envelope,
        Signature = signature ?? row.Signature,
    };
}
