namespace Gdpr.Toolkit.Consent;

/// <summary>A step of an objection, as it is stored.</summary>
internal sealed class ObjectionRow : ChoiceRow, ISealedText
{
    public Guid ObjectionId { get; set; }

    public ObjectionState State { get; set; }

    public byte[]? SealedText { get; set; }
}
