namespace Gdpr.Toolkit.Encryption;

/// <summary>How far a rotation of the index root has come.</summary>
public sealed record IndexRotation
{
    /// <summary>Gets the version of the newest root, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Gets how many tags this call has written.</summary>
    public required long Tagged { get; init; }

    /// <summary>Gets how many rows this call has left: somebody changed them meanwhile. Call again.</summary>
    public required long Remaining { get; init; }

    /// <summary>Gets how many searchable values do not open under the key that they name. As long as there is one, the root before stays in force.</summary>
    /// <remarks>They were changed outside the library. Restore or delete their rows.</remarks>
    public required long Refused { get; init; }

    /// <summary>Gets whether queries read the tags of the newest root.</summary>
    public required bool IsInForce { get; init; }

    /// <summary>Gets whether the root before is destroyed, and no tag of it is left.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Gets from when on another call goes further; null when it is complete.</summary>
    public required DateTimeOffset? ContinueFrom { get; init; }
}
