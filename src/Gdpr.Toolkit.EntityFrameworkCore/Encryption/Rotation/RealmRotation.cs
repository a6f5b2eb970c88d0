namespace Gdpr.Toolkit.Encryption;

/// <summary>How far one call of <see cref="IKeyRotation.RotateRealmAsync"/> came.</summary>
public sealed record RealmRotation
{
    /// <summary>Gets the epoch that is active.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets how many keys and roots this call has wrapped under it.</summary>
    public required long Rewrapped { get; init; }

    /// <summary>Gets how many keys and roots are still wrapped under an earlier epoch.</summary>
    public required long Remaining { get; init; }

    /// <summary>Gets how many of those are not rows that this library wrote. As long as there is one, no earlier epoch is destroyed.</summary>
    public required long Refused { get; init; }

    /// <summary>Gets whether every earlier epoch is destroyed.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Gets when the earlier epoch may be destroyed; null once it is.</summary>
    public required DateTimeOffset? ContinueFrom { get; init; }

    /// <summary>Gets whether this call has destroyed the secret without which backups from before open nothing.</summary>
    /// <remarks>
    /// Never without a store for epoch secrets, and not in the first rotation after one was configured: then backups of the key tables stay
    /// readable to who has the key encryption key, until they expire.
    /// </remarks>
    public required bool BackupsReached { get; init; }
}
