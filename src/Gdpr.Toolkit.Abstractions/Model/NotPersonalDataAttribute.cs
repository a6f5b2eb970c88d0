namespace Gdpr.Toolkit;

/// <summary>Says that a property is not personal data, and why; on a class, that none of its properties is that says nothing else.</summary>
/// <param name="reason">A reason that another developer can check, such as "identifies a price list, not a person".</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field, Inherited = true)]
public sealed class NotPersonalDataAttribute(string reason) : Attribute
{
    /// <summary>Gets why the property is not personal data.</summary>
    public string Reason { get; } = reason;
}
