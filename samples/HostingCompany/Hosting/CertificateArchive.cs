using Gdpr.Toolkit.Erasure;

namespace HostingCompany.Hosting;

/// <summary>Keeps the certificates of erasures for the story. An application writes them where they last: to a folder, an archive, a table.</summary>
internal sealed class CertificateArchive
{
    private readonly List<ErasureCertificate> _certificates = [];

    public Task KeepAsync(ErasureCertificate certificate)
    {
        _certificates.Add(certificate);
        return Task.CompletedTask;
    }

    /// <summary>Finds the certificate that amends an earlier one.</summary>
    public ErasureCertificate? Amending(string id) => _certificates.SingleOrDefault(certificate => certificate.Amends == id);
}
