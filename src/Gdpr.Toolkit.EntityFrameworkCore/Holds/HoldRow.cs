namespace Gdpr.Toolkit.Holds;

/// <summary>A legal hold, as it is stored.</summary>
internal sealed class HoldRow
{
    public Guid HoldId { get; set; }

    /// <summary>The person's pseudonymous reference; null for everybody.</summary>
    public byte[]? SubjectRef { get; set; }

    /// <summary>The name of the entity in the model; null for all rows.</summary>
    public string? Entity { get; set; }

    public string? Purpose { get; set; }

    /// <summary>Under a key of its own for all holds, so that one can be placed on somebody who is erased already.</summary>
    public byte[]? SealedReason { get; set; }

    public string PlacedBy { get; set; } = "";

    /// <summary>Unix milliseconds.</summary>
    public long PlacedAt { get; set; }

    /// <summary>The number of the day (<see cref="DateOnly.DayNumber"/>).</summary>
    public int ReviewOn { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long? ReleasedAt { get; set; }

    public string? ReleasedBy { get; set; }
}
