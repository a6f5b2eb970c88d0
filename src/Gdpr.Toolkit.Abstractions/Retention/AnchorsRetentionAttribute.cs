namespace Gdpr.Toolkit;

/// <summary>Says that a date property is the date from which retention periods run.</summary>
/// <remarks>The property is a <see cref="DateOnly"/>, or a <see cref="DateTime"/> or <see cref="DateTimeOffset"/> taken in the controller's time zone; null means "not yet".</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = true, Inherited = true)]
public sealed class AnchorsRetentionAttribute : Attribute
{
    /// <summary>Says which anchor the date is.</summary>
    /// <param name="anchor">The anchor. Calendar anchors are computed and cannot be set.</param>
    public AnchorsRetentionAttribute(RetentionAnchor anchor) => Anchor = anchor;

    /// <summary>Says that the date is that of an event of the application.</summary>
    /// <param name="eventName">The event's name, such as <c>tenderAwarded</c>; case matters.</param>
    public AnchorsRetentionAttribute(string eventName)
    {
        Anchor = RetentionAnchor.Custom;
        EventName = eventName;
    }

    /// <summary>Gets which anchor the date is; <see cref="RetentionAnchor.Custom"/> for an event of the application.</summary>
    public RetentionAnchor Anchor { get; }

    /// <summary>Gets the name of the application's event; null for a <see cref="RetentionAnchor"/>.</summary>
    public string? EventName { get; }
}
