namespace Gdpr.Toolkit.Erasure;

/// <summary>What the application does with the certificates of erasures.</summary>
/// <param name="Keep">Keeps one; gets the scope of the erasure.</param>
internal sealed record ErasureCertificateKeeper(Func<IServiceProvider, ErasureCertificate, CancellationToken, Task> Keep);
