using System.Text.Json;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Export;

/// <summary>The names under which a package shows entities and properties: never namespaces or column names.</summary>
internal static class ExportNames
{
    /// <summary>The files of entities, such as <c>support-message</c>; those of one name are numbered.</summary>
    public static IReadOnlyDictionary<MappedEntity, string> Files(IEnumerable<MappedEntity> entities)
        => entities
            .GroupBy(entity => JsonNamingPolicy.KebabCaseLower.ConvertName(entity.EntityType.ShortName()))
            .SelectMany(group => group.Select((entity, index) => (Entity: entity, Name: index == 0 ? group.Key : $"{group.Key}-{index + 1}")))
            .ToDictionary(file => file.Entity, file => file.Name);

    /// <summary>The field of a property, such as <c>birthDate</c>.</summary>
    public static string Field(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
