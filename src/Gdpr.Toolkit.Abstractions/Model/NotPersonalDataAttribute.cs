namespace Gdpr.Toolkit;

/// <summary>Says that a property, or the rest of a class, is not personal data, and why.</summary>
/// <remarks>
/// On a class it holds for those of its properties that carry neither this attribute nor <see cref="PersonalDataAttribute"/>,
/// and for none of a derived class.
/// </remarks>
/// <param name="reason">A reason that another developer can check, such as "identifies a price list, not a person".</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field, Inherited = true)]
public sealed class NotPersonalDataAttribute(string reason) : Attribute
{
    /// <summary>Gets why the property, or the rest of the class, is not personal data.</summary>
    public string Reason { get; } = reason;
}
