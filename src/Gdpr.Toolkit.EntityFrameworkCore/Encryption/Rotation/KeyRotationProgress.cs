namespace Gdpr.Toolkit.Encryption;

/// <summary>How far the rotations of one key store have come.</summary>
public sealed record KeyRotationProgress
{
    /// <summary>Gets all epochs, the first one first; none where no key has been made yet.</summary>
    public required IReadOnlyList<EpochProgress> Epochs { get; init; }

    /// <summary>Gets how the rotation of the index root stands; null where no key has been made yet.</summary>
    public required IndexRotation? Index { get; init; }

    /// <summary>Gets the moment of a rotation of people's keys that has not come to its end; null when there is none.</summary>
    public required DateTimeOffset? ReplacingKeysMadeBefore { get; init; }

    /// <summary>Gets whether an epoch is waiting to be destroyed.</summary>
    public bool IsRotatingRealm => Epochs.Any(epoch => epoch is { IsActive: false, IsDestroyed: false });
}
