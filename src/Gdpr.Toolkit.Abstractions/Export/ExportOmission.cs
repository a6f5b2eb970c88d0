namespace Gdpr.Toolkit.Export;

/// <summary>A property that an export leaves out.</summary>
/// <param name="Entity">The entity's public name.</param>
/// <param name="Property">The property's path within the entity.</param>
/// <param name="Reason">Why it is left out, in a sentence.</param>
public sealed record ExportOmission(string Entity, string Property, string Reason);
