namespace Gdpr.Toolkit.Encryption;

/// <summary>What one call of <see cref="IKeyRotation.DestroyReplacedKeysAsync"/> has done.</summary>
public sealed record ReplacedKeyDestruction
{
    /// <summary>Gets how many replaced keys were destroyed.</summary>
    public required long Destroyed { get; init; }

    /// <summary>Gets how many stay because a stored value carries them. Call <see cref="IKeyRotation.RotateSubjectKeysAsync"/> again.</summary>
    public required long InUse { get; init; }

    /// <summary>Gets how many were replaced too short a time ago: a transaction from before may still write under them.</summary>
    public required long Waiting { get; init; }
}
