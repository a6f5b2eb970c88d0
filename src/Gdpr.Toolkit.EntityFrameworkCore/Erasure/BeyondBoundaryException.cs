namespace Gdpr.Toolkit.Erasure;

/// <summary>Rows of a person lie where their erasure must not reach.</summary>
internal sealed class BeyondBoundaryException(string message) : InvalidOperationException(message);
