using System.Text.Json;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Export;

/// <summary>The names under which a package shows entities and properties: never namespaces or column names.</summary>
internal static class ExportNames
{
    /// <summary>The file of an entity, such as <c>support-message</c>.</summary>
    public static string File(MappedEntity entity) => JsonNamingPolicy.KebabCaseLower.ConvertName(entity.EntityType.ShortName());

    /// <summary>The field of a property, such as <c>birthDate</c>.</summary>
    public static string Field(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
