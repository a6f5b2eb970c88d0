namespace Gdpr.Toolkit.Encryption;

/// <summary>How far the rotations of one key store have come.</summary>
public sealed record KeyRotationProgress
{
    /// <summary>Gets all epochs, the first one first; none where no key has been made yet.</summary>
    public required IReadOnlyList<EpochProgress> Epochs { get; init; }

    /// <summary>Gets whether an epoch is waiting to be destroyed.</summary>
    public bool IsRotatingRealm => Epochs.Any(epoch => epoch is { IsActive: false, IsDestroyed: false });
}
