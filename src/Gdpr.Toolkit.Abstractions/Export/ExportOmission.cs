namespace Gdpr.Toolkit.Export;

/// <summary>A property, or a category of a source outside the database, that an export leaves out.</summary>
/// <param name="Entity">The entity's public name, or the name of the source.</param>
/// <param name="Property">The property's path within the entity, or the name of the category.</param>
/// <param name="Reason">Why it is left out, in a sentence.</param>
public sealed record ExportOmission(string Entity, string Property, string Reason);
