namespace Gdpr.Toolkit;

/// <summary>Names an entity, a property, or an owned or complex part as people find it in export packages.</summary>
/// <remarks>
/// What nothing names keeps the name of its class or property, in lower case with hyphens for entities and in camel case for fields,
/// and the title of its category. Name whatever recipients may rely on: renaming a property then changes no package.
/// </remarks>
/// <param name="name">
/// For an entity lower-case letters, digits and single hyphens (<c>support-case</c>); for a field a lower-case letter, then letters
/// and digits (<c>billedTo</c>). Unique among its siblings.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field, Inherited = true)]
public sealed class ExportNameAttribute(string name) : Attribute
{
    /// <summary>Gets the name in JSON, CSV and file names.</summary>
    public string Name { get; } = name;

    /// <summary>Gets or sets the title that people read in Swedish.</summary>
    /// <value>The default is null: the title of the category, or the name.</value>
    public string? Swedish { get; set; }

    /// <summary>Gets or sets the title that people read in English.</summary>
    /// <value>The default is null: the title of the category, or the name.</value>
    public string? English { get; set; }
}
