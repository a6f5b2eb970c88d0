using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Retention;

/// <summary>What the application does with the certificates of a context's sweeps.</summary>
/// <typeparam name="TContext">The context.</typeparam>
/// <param name="Keep">Keeps one; gets the scope of the sweep.</param>
internal sealed record CertificateKeeper<TContext>(Func<IServiceProvider, ErasureCertificate, CancellationToken, Task> Keep);
