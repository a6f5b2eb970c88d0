namespace Gdpr.Toolkit.Sources;

/// <summary>Media types whose files a person can open without running anything. All others are stored as plain bytes.</summary>
internal static class MediaTypes
{
    private static readonly Dictionary<string, string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application/json"] = "json",
        ["application/pdf"] = "pdf",
        ["application/zip"] = "zip",
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = "docx",
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = "xlsx",
        ["application/vnd.oasis.opendocument.text"] = "odt",
        ["audio/mp4"] = "m4a",
        ["audio/mpeg"] = "mp3",
        ["audio/ogg"] = "ogg",
        ["audio/wav"] = "wav",
        ["image/gif"] = "gif",
        ["image/jpeg"] = "jpg",
        ["image/png"] = "png",
        ["image/tiff"] = "tiff",
        ["image/webp"] = "webp",
        ["message/rfc822"] = "eml",
        ["text/calendar"] = "ics",
        ["text/csv"] = "csv",
        ["text/plain"] = "txt",
        ["text/vcard"] = "vcf",
        ["video/mp4"] = "mp4",
        ["video/webm"] = "webm",
    };

    public static (string MediaType, string Extension) Of(string? mediaType)
    {
        var essence = mediaType?.Split(';')[0].Trim() ?? "";
        return Extensions.TryGetValue(essence, out var extension) ? (essence.ToLowerInvariant(), extension) : ("application/octet-stream", "bin");
    }
}
