using System.Security.Cryptography;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Signing;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>What a certificate is worth to somebody who has nothing else.</summary>
public class CertificateTests
{
    [Fact]
    public async Task Altering_any_byte_of_a_certificate_is_noticed()
    {
        var certificate = await CertifyAsync();
        var document = certificate.Document.ToArray();
        var signature = certificate.Signature.ToArray();

        DocumentSigner.Verify(document, signature, TestCertificates.Signing);
        for (var index = 0; index < document.Length; index++)
        {
            document[index] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => DocumentSigner.Verify(document, signature, TestCertificates.Signing));
            document[index] ^= 1;
        }

        Assert.ThrowsAny<CryptographicException>(() => DocumentSigner.Verify(document.AsSpan(..^1), signature, TestCertificates.Signing));
        Assert.ThrowsAny<CryptographicException>(() => DocumentSigner.Verify([.. document, (byte)'\n'], signature, TestCertificates.Signing));
    }

    [OpenSslFact]
    public async Task OpenSSL_accepts_a_certificate_and_refuses_an_altered_one()
    {
        var certificate = await CertifyAsync();
        var directory = Directory.CreateTempSubdirectory("gdpr-certificate-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(directory.FullName, "erasure.p7s"), certificate.Signature.ToArray());
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "issuer.pem"), certificate.IssuerPem);
            var document = certificate.Document.ToArray();

            Assert.Equal(0, await VerifyAsync(directory.FullName, document));
            for (var index = 0; index < document.Length; index += document.Length / 8)
            {
                document[index] ^= 1;
                Assert.NotEqual(0, await VerifyAsync(directory.FullName, document));
                document[index] ^= 1;
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<int> VerifyAsync(string directory, byte[] document)
    {
        await File.WriteAllBytesAsync(Path.Combine(directory, "erasure.json"), document);
        return Programs.Run(
            Programs.Find("openssl")!, directory, "cms", "-verify", "-binary", "-inform", "DER", "-in", "erasure.p7s", "-content", "erasure.json",
            "-CAfile", "issuer.pem", "-purpose", "any", "-out", "out").ExitCode;
    }

    private static async Task<ErasureCertificate> CertifyAsync()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        await shop.ExecuteRawAsync("CREATE TABLE copies (id integer PRIMARY KEY, text text)");
        await shop.ExecuteRawAsync("INSERT INTO copies VALUES (1, 'Ada@Example.org')");
        await using var scope = shop.NewScope();
        return await scope.Erasure.EraseAsync(
            await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(ada), ErasureGround.NoLongerNecessary),
            new ErasureOptions { Verification = VerificationScope.Identifiers });
    }
}
