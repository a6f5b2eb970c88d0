namespace Gdpr.Toolkit;

/// <summary>The date that a retention period runs from: one of <see cref="RetentionAnchor"/>, or an event that the application named.</summary>
/// <remarks>
/// Immutable. Both convert to it: <c>from: RetentionAnchor.ContractEnded</c>, <c>from: "tenderAwarded"</c>. The event is the
/// name in <see cref="AnchorsRetentionAttribute(string)"/>; case matters.
/// </remarks>
public readonly record struct AnchorName
{
    private AnchorName(RetentionAnchor anchor, string? @event)
    {
        Anchor = anchor;
        Event = @event;
    }

    /// <summary>Gets the anchor; <see cref="RetentionAnchor.Custom"/> for a named event.</summary>
    public RetentionAnchor Anchor { get; }

    /// <summary>Gets the name of the event; null for an anchor that is not <see cref="RetentionAnchor.Custom"/>.</summary>
    public string? Event { get; }

    /// <summary>Names an anchor.</summary>
    /// <param name="anchor">Any but <see cref="RetentionAnchor.Custom"/>, which needs a name.</param>
    /// <returns>The anchor's name.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such anchor, or it is <see cref="RetentionAnchor.Custom"/>.</exception>
    public static AnchorName FromAnchor(RetentionAnchor anchor)
        => Enum.IsDefined(anchor) && anchor != RetentionAnchor.Custom
            ? new AnchorName(anchor, null)
            : throw new ArgumentOutOfRangeException(
                nameof(anchor), anchor, "That is no anchor of its own. Pass another member of RetentionAnchor, or the name of your event as a string.");

    /// <summary>Names an event of the application.</summary>
    /// <param name="name">The name, as in <see cref="AnchorsRetentionAttribute(string)"/>.</param>
    /// <returns>The event's name.</returns>
    /// <exception cref="ArgumentException">The name is empty, or the name of a <see cref="RetentionAnchor"/>.</exception>
    public static AnchorName FromEvent(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Enum.TryParse<RetentionAnchor>(name, ignoreCase: true, out _)
            ? throw new ArgumentException($"'{name}' is a RetentionAnchor. Pass RetentionAnchor.{name}, or choose another name for the event.", nameof(name))
            : new AnchorName(RetentionAnchor.Custom, name);
    }

    /// <summary>Names an anchor.</summary>
    /// <param name="anchor">The anchor.</param>
    public static implicit operator AnchorName(RetentionAnchor anchor) => FromAnchor(anchor);

    /// <summary>Names an event of the application.</summary>
    /// <param name="name">The event.</param>
    public static implicit operator AnchorName(string name) => FromEvent(name);

    /// <summary>Returns the event's name, or the anchor's.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Event ?? Anchor.ToString();
}
