using System.Text.Json.Nodes;
using Gdpr.Toolkit.Documents;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes <c>omitted.json</c>: what is not in the package, and why.</summary>
internal static class OmissionDocument
{
    public const string Path = "omitted.json";

    public static byte[] Write(ExportFacts facts)
        => ExportJson.Write(new JsonObject { ["omitted"] = ExportJson.Array(facts.Summary.Omissions.Select(Json)) });

    public static JsonObject Json(ExportOmission omission) => new()
    {
        ["entity"] = omission.Entity,
        ["field"] = omission.Field,
        ["reason"] = omission.Reason.ToString(),
        ["text"] = ExportJson.Both(BilingualText.Of(omission.Reason)),
        ["values"] = omission.Values,
    };
}
