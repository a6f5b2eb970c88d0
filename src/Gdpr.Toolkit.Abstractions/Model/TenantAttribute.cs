namespace Gdpr.Toolkit;

/// <summary>Says that a property holds the tenant to which the row belongs.</summary>
/// <remarks>
/// A person's rows are only those of the person's own tenant: what is read, exported or erased never crosses from one tenant
/// to another, whatever foreign keys say. The property itself counts as a link and is not personal data.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = true)]
public sealed class TenantAttribute : Attribute;
