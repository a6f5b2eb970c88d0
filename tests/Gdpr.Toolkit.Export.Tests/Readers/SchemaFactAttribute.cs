namespace Gdpr.Toolkit.Export.Tests.Readers;

/// <summary>A test that needs Python with the package <c>jsonschema</c>; skipped visibly where it is not installed.</summary>
internal sealed class SchemaFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() => Schemas.FindMissing());

    public SchemaFactAttribute() => Skip = Missing.Value;
}
