using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Hands certificates over to the application, before anybody is noted as erased.</summary>
internal sealed class CertificateHandover(IServiceProvider services)
{
    private readonly ErasureCertificateKeeper? _keeper = services.GetService<ErasureCertificateKeeper>();

    /// <summary>Refuses to begin with what returns no certificates, where the application keeps none.</summary>
    /// <exception cref="InvalidOperationException">The application has not said where they go.</exception>
    public void Require(string who)
    {
        if (_keeper is null)
        {
            throw new InvalidOperationException(
                $"{who} erases people, and their certificates would be lost. Say where they go: gdpr.KeepErasureCertificates(…) in AddGdprToolkit. Nothing was changed.");
        }
    }

    public Task KeepAsync(ErasureCertificate certificate, CancellationToken cancellationToken)
        => _keeper?.Keep(services, certificate, cancellationToken) ?? Task.CompletedTask;
}
