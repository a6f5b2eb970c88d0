using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Model;

/// <summary>Writes the map for programs to read.</summary>
internal static class MapJson
{
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(PersonalDataMap map, IEnumerable<IPersonalDataSource>? sources) => new JsonObject
    {
        ["formatVersion"] = FormatVersion,
        ["subjects"] = Array(map.Subjects.Select(graph => Subject(graph, sources))),
    }.ToJsonString(Options);

    private static JsonObject Subject(SubjectGraph graph, IEnumerable<IPersonalDataSource>? sources)
    {
        var subject = new JsonObject
        {
            ["kind"] = graph.Kind,
            ["role"] = graph.Role.ToString(),
            ["entity"] = graph.Metadata.ShortName(),
            ["entities"] = Array(graph.Entities.Select(Entity)),
        };
        if (sources is not null)
        {
            subject["sources"] = Array(PersonalDataSources.Of(graph.Metadata, sources).Select(Source));
        }

        return subject;
    }

    private static JsonObject Source(IPersonalDataSource source) => new()
    {
        ["name"] = source.Name,
        ["holdings"] = Array(source.Holdings.Select(holding => new JsonObject
        {
            ["category"] = holding.Category.ToString(),
            ["purposes"] = Array(holding.Purposes.Select(purpose => (JsonNode)purpose)),
            ["provenance"] = holding.Provenance.ToString(),
        })),
    };

    private static JsonObject Entity(MappedEntity entity) => new()
    {
        ["entity"] = entity.Metadata.ShortName(),
        ["path"] = Array(entity.Path.Hops.Select(hop => (JsonNode)(hop.DependentToPrincipal?.Name ?? hop.PrincipalEntityType.ShortName()))),
        ["isOptional"] = entity.Path.IsOptional,
        ["isReadOnly"] = entity.IsReadOnly,
        ["hasHistory"] = entity.HasHistory,
        ["tenant"] = entity.Tenant?.Name,
        ["filters"] = Array(entity.Filters.Select(filter => new JsonObject { ["name"] = filter.Name, ["kind"] = filter.Kind?.ToString() })),
        ["properties"] = Array(entity.Properties.Select(Property)),
    };

    private static JsonObject Property(MappedProperty property) => new()
    {
        ["path"] = property.Path,
        ["classification"] = property.Classification.ToString(),
        ["category"] = property.Category?.ToString(),
        ["purposes"] = Array(property.Purposes.Select(purpose => (JsonNode)purpose)),
        ["provenance"] = property.Provenance?.ToString(),
        ["reason"] = property.Reason,
        ["when"] = property.When,
        ["isEncrypted"] = property.IsEncrypted,
    };

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);
}
