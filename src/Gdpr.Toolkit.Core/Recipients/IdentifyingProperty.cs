namespace Gdpr.Toolkit.Recipients;

/// <summary>A property by which a recipient knows a person.</summary>
/// <param name="Recipient">The recipient's name.</param>
/// <param name="Entity">The class.</param>
/// <param name="Path">The path within it, such as <c>Home.Street</c>.</param>
internal sealed record IdentifyingProperty(string Recipient, Type Entity, string Path)
{
    /// <summary>Gets the name under which a notice has its values.</summary>
    public string Name => $"{Entity.Name}.{Path}";
}
