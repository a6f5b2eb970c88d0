namespace Gdpr.Toolkit.Encryption;

/// <summary>How often rotations of one context's key store are gone on with.</summary>
internal sealed record BackgroundKeyRotationOptions<TContext>(TimeSpan Interval);
