using System.Globalization;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes the manifest of a package as canonical JSON (RFC 8785).</summary>
internal static class ExportManifest
{
    private const int FormatVersion = 1;

    public static byte[] Write(ExportSummary summary, Person person, string subjectReference, ExportPackage package, GdprRuntime runtime)
        => CanonicalJson.Serialize(new JsonObject
        {
            ["formatVersion"] = FormatVersion,
            ["exportId"] = summary.ExportId,
            ["profile"] = ExportNames.Field(summary.Profile.ToString()),
            ["generatedAt"] = package.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["timeZone"] = runtime.Options.TimeZone?.Id ?? "UTC",
            ["subject"] = new JsonObject
            {
                ["reference"] = subjectReference,
                ["kind"] = person.Mark.EffectiveKind,
                ["roles"] = new JsonArray(person.Mark.Role.ToString()),
            },
            ["sources"] = new JsonArray([.. summary.Sources.Select(Source)]),
            ["omissions"] = new JsonArray([.. summary.Omissions.Select(Omission)]),
            ["files"] = new JsonArray([.. package.Files.Select(File)]),
            ["toolkitVersion"] = ToolkitVersion.Current,
        });

    private static JsonObject Source(ExportSource source) => new()
    {
        ["name"] = source.Name,
        ["path"] = source.Path,
        ["status"] = source.Records > 0 ? "Found" : "Empty",
        ["records"] = source.Records,
    };

    private static JsonObject Omission(ExportOmission omission) => new()
    {
        ["entity"] = omission.Entity,
        ["property"] = omission.Property,
        ["reason"] = omission.Reason,
    };

    private static JsonObject File(ExportedFile file) => new()
    {
        ["path"] = file.Path,
        ["mediaType"] = file.MediaType,
        ["bytes"] = file.Bytes,
        ["sha256"] = file.Sha256,
    };
}
