using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace HostingCompany.Story;

/// <summary>Checks a detached signature the way a stranger would: with the files and the issuer's certificate alone.</summary>
internal static class Signature
{
    public static bool IsValid(byte[] document, byte[] signature, string issuerPem)
    {
        var signed = new SignedCms(new ContentInfo(document), detached: true);
        using var issuer = X509Certificate2.CreateFromPem(issuerPem);
        try
        {
            signed.Decode(signature);
            signed.CheckSignature([issuer], verifySignatureOnly: true);
        }
        catch (CryptographicException)
        {
            return false;
        }

        return signed.SignerInfos.Count == 1 && signed.SignerInfos[0].Certificate?.Thumbprint == issuer.Thumbprint;
    }
}
