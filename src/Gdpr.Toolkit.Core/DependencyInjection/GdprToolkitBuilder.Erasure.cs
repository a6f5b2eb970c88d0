using Gdpr.Toolkit.Erasure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gdpr.Toolkit;

public sealed partial class GdprToolkitBuilder
{
    /// <summary>Says where the certificates of erasures go: to a folder, an archive, a table.</summary>
    /// <remarks>
    /// Whatever erases people hands over their certificates one by one: <c>EraseAsync</c>, sweeps and replays of the erasure ledger. Somebody is noted as
    /// erased only when it has returned. Where it throws, or the process ends before, the person is left to the next erasure or sweep,
    /// which certifies again: a certificate is kept at least once, and <see cref="ErasureCertificate.Amends"/> names the one before. Sweeps, and replays when the
    /// host starts, need it; what <c>EraseAsync</c> certifies is returned as well.
    /// </remarks>
    /// <param name="keep">
    /// Keeps one; gets the scope of the erasure. An erasure, sweep or replay that begins in it throws. Called again, the last one counts. What it throws comes out of the erasure, sweep or replay.
    /// </param>
    /// <returns>The same builder.</returns>
    public GdprToolkitBuilder KeepErasureCertificates(Func<IServiceProvider, ErasureCertificate, CancellationToken, Task> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        Services.Replace(ServiceDescriptor.Singleton(new ErasureCertificateKeeper(keep)));
        return this;
    }
}
