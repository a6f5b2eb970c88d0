using System.Globalization;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes the manifest of a package as canonical JSON (RFC 8785): no values, only what there is and what it means.</summary>
internal static class ExportManifest
{
    private const int FormatVersion = 2;

    public static byte[] Write(ExportFacts facts, IReadOnlyList<ExportedFile> files) => CanonicalJson.Serialize(new JsonObject
    {
        ["formatVersion"] = FormatVersion,
        ["exportId"] = facts.Summary.ExportId,
        ["requestId"] = facts.RequestId,
        ["profile"] = facts.Profile,
        ["complete"] = facts.Summary.IsComplete,
        ["holdsNothing"] = facts.Summary.HoldsNothing,
        ["generatedAt"] = Timestamp(facts.CreatedAt),
        ["timeZone"] = facts.TimeZone,
        ["controller"] = facts.Controller?.Name,
        ["subject"] = new JsonObject
        {
            ["reference"] = facts.SubjectReference,
            ["kind"] = facts.SubjectKind,
            ["roles"] = new JsonArray(facts.Role.ToString()),
        },
        ["sources"] = ExportJson.Array(facts.Summary.Sources.Select(Source)),
        ["dataset"] = ExportJson.Array(facts.Datasets.Select(Dataset)),
        ["omissions"] = ExportJson.Array(facts.Summary.Omissions.Select(OmissionDocument.Json)),
        ["files"] = ExportJson.Array(files.Select(File)),
        ["csvGuard"] = CsvRecords.GuardName,
        ["encryption"] = facts.IsEncrypted ? "CMS EnvelopedData" : "none",
        ["toolkitVersion"] = facts.ToolkitVersion,
    });

    public static string Timestamp(DateTimeOffset instant)
        => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Source(ExportSource source) => new()
    {
        ["name"] = source.Name,
        ["status"] = source.Status.ToString(),
        ["path"] = source.Path,
        ["records"] = source.Records,
        ["sha256"] = source.Sha256,
    };

    private static JsonObject Dataset(ExportDataset dataset) => new()
    {
        ["entity"] = dataset.Name,
        ["title"] = ExportJson.Both(dataset.Title),
        ["fields"] = ExportJson.Array(dataset.Flatten().Select(field => Field(field.Path, field.Field))),
    };

    private static JsonObject Field(string path, ExportField field) => new()
    {
        ["name"] = path,
        ["title"] = ExportJson.Both(field.Title),
        ["category"] = field.Category?.ToString(),
        ["purposes"] = ExportJson.Array(field.Purposes.Select(purpose => (JsonNode?)purpose)),
        ["provenance"] = field.Provenance?.ToString(),
        ["source"] = field.Source,
    };

    private static JsonObject File(ExportedFile file) => new()
    {
        ["path"] = file.Path,
        ["mediaType"] = file.MediaType,
        ["bytes"] = file.Bytes,
        ["sha256"] = file.Sha256,
        ["schema"] = file.Definition is null ? null : SchemaDocument.Reference(file.Definition),
    };
}
