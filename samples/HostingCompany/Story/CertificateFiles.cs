using Gdpr.Toolkit.Erasure;

namespace HostingCompany.Story;

/// <summary>Keeps erasure certificates: a document, its signature, and the certificate of who signed it.</summary>
internal static class CertificateFiles
{
    /// <summary>Writes a certificate, and remembers it as the latest about somebody.</summary>
    public static async Task WriteAsync(Stage stage, string person, string name, ErasureCertificate certificate, CancellationToken cancellationToken)
    {
        stage.Certificates[person] = certificate.Id;
        await File.WriteAllBytesAsync(stage.Output.Claim($"{name}.json"), certificate.Document.ToArray(), cancellationToken);
        await File.WriteAllBytesAsync(stage.Output.Claim($"{name}.p7s"), certificate.Signature.ToArray(), cancellationToken);
        await File.WriteAllTextAsync(stage.Output.Claim("issuer.pem"), certificate.IssuerPem, cancellationToken);
    }
}
