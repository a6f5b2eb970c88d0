namespace Gdpr.Toolkit.Encryption;

/// <summary>One key epoch in <see cref="KeyRotationProgress"/>.</summary>
public sealed record EpochProgress
{
    /// <summary>Gets the number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets when it was begun.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Gets whether new keys are wrapped under it.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Gets whether its key is gone.</summary>
    public required bool IsDestroyed { get; init; }

    /// <summary>Gets whether the store for epoch secrets holds one for it.</summary>
    public required bool HasSecret { get; init; }

    /// <summary>Gets how many keys and roots are wrapped under it, tombstones included.</summary>
    public required long Rows { get; init; }

    /// <summary>Gets when it may be destroyed, once nothing is wrapped under it; null while it is active, and once it is destroyed.</summary>
    public required DateTimeOffset? DestroyableFrom { get; init; }
}
