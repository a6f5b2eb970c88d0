namespace Gdpr.Toolkit.Encryption;

/// <summary>How far one call of <see cref="IKeyRotation.RotateSubjectKeysAsync"/> came.</summary>
public sealed record SubjectKeyRotation
{
    /// <summary>Gets how many keys were replaced by a next version.</summary>
    public required long Replaced { get; init; }

    /// <summary>Gets how many values were sealed under the version that is in force.</summary>
    public required long Resealed { get; init; }

    /// <summary>Gets how many values under a replaced key the last pass has left: somebody changed the row meanwhile. Call again.</summary>
    public required long Remaining { get; init; }

    /// <summary>Gets how many values do not open under the key that they name: they were changed outside the library, and are left as they are.</summary>
    public required long Refused { get; init; }
}
