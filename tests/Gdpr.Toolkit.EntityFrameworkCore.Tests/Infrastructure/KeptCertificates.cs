using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>The certificates that an application was handed by erasures, sweeps and replays. Thread-safe.</summary>
public sealed class KeptCertificates
{
    private readonly Lock _gate = new();
    private List<ErasureCertificate> _kept = [];

    /// <summary>Takes those that were handed over since the last call.</summary>
    public IReadOnlyList<ErasureCertificate> Take()
    {
        lock (_gate)
        {
            var taken = _kept;
            _kept = [];
            return taken;
        }
    }

    public Task KeepAsync(ErasureCertificate certificate)
    {
        lock (_gate)
        {
            _kept.Add(certificate);
        }

        return Task.CompletedTask;
    }
}
