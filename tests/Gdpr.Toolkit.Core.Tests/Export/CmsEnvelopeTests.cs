using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Gdpr.Toolkit.Export;

namespace Gdpr.Toolkit.Core.Tests.Export;

public class CmsEnvelopeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(64 * 1024)]
    [InlineData((3 * 64 * 1024) + 1)]
    public async Task What_was_written_is_what_the_recipient_reads(int length)
    {
        using var recipient = Recipient(3072, X509KeyUsageFlags.KeyEncipherment);
        var content = RandomNumberGenerator.GetBytes(length);

        var message = await SealAsync(content, recipient);

        Assert.Equal(content, Open(message, recipient));
    }

    [Fact]
    public async Task Two_messages_of_the_same_content_have_nothing_in_common_but_their_form()
    {
        using var recipient = Recipient(2048, X509KeyUsageFlags.KeyEncipherment);
        var content = new byte[1_000];

        Assert.NotEqual(await SealAsync(content, recipient), await SealAsync(content, recipient));
    }

    [Fact]
    public async Task A_message_without_its_end_is_not_read()
    {
        using var recipient = Recipient(2048, X509KeyUsageFlags.KeyEncipherment);
        var message = await SealAsync(new byte[200_000], recipient);

        Assert.ThrowsAny<CryptographicException>(() => Open(message[..^10], recipient));
    }

    [Fact]
    public void A_certificate_that_cannot_be_encrypted_to_is_refused_by_its_thumbprint()
    {
        using var short_ = Recipient(1024, X509KeyUsageFlags.KeyEncipherment);
        using var signing = Recipient(2048, X509KeyUsageFlags.DigitalSignature);
        using var curve = Curve();
        using var good = Recipient(2048, X509KeyUsageFlags.KeyEncipherment);

        foreach (var (certificate, what) in new[] { (short_, "2048 bits"), (signing, "KeyEncipherment"), (curve, "RSA") })
        {
            var error = Assert.Throws<ArgumentException>(() => CmsEnvelope.Require(certificate, Now));
            Assert.Contains(what, error.Message, StringComparison.Ordinal);
            Assert.Contains(certificate.Thumbprint, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Ada", error.Message, StringComparison.Ordinal);
        }

        Assert.Contains("not valid today", Assert.Throws<ArgumentException>(() => CmsEnvelope.Require(good, Now.AddYears(90))).Message, StringComparison.Ordinal);
        CmsEnvelope.Require(good, Now);
    }

    private static async Task<byte[]> SealAsync(byte[] content, X509Certificate2 recipient)
    {
        using var message = new MemoryStream();
        using var envelope = await CmsEnvelope.BeginAsync(message, recipient, CancellationToken.None);
        await envelope.WriteAsync(content.AsMemory(0, content.Length / 3));
        envelope.Write(content.AsSpan(content.Length / 3));
        await envelope.CompleteAsync(CancellationToken.None);
        return message.ToArray();
    }

    private static byte[] Open(byte[] message, X509Certificate2 recipient)
    {
        var cms = new EnvelopedCms();
        cms.Decode(message);
        cms.Decrypt(new X509Certificate2Collection(recipient));
        return cms.ContentInfo.Content;
    }

    private static X509Certificate2 Recipient(int bits, X509KeyUsageFlags usage)
    {
        using var rsa = RSA.Create(bits);
        var request = new CertificateRequest("CN=Ada Lovelace", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        return request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(50));
    }

    private static X509Certificate2 Curve()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=Ada Lovelace", key, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddYears(-1), Now.AddYears(50));
    }
}
