namespace Gdpr.Toolkit.Consent;

/// <summary>A restriction placed or lifted, as it is stored.</summary>
internal sealed class RestrictionRow : ChoiceRow, ISealedText
{
    public Guid RestrictionId { get; set; }

    public RestrictionGround Ground { get; set; }

    public bool IsLifted { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long? PersonInformedAt { get; set; }

    public byte[]? SealedText { get; set; }
}
