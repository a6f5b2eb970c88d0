namespace Gdpr.Toolkit;

/// <summary>Says that a date property is the date from which retention periods run.</summary>
/// <remarks>The property is a <see cref="DateOnly"/>, or a <see cref="DateTime"/> or <see cref="DateTimeOffset"/> taken in the controller's time zone; null means "not yet".</remarks>
/// <param name="anchor">Which anchor the date is. Calendar anchors are computed and cannot be set.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = true, Inherited = true)]
public sealed class AnchorsRetentionAttribute(RetentionAnchor anchor) : Attribute
{
    /// <summary>Gets which anchor the date is.</summary>
    public RetentionAnchor Anchor { get; } = anchor;
}
