using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Erasure;

/// <summary>The canonical JSON of one entry of an erasure ledger. Only what is there is written.</summary>
internal static class LedgerJson
{
    private const int FormatVersion = 1;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static byte[] Write(long position, string previousHash, ErasureLedgerRecord record)
    {
        var json = new JsonObject
        {
            ["formatVersion"] = FormatVersion,
            ["position"] = position,
            ["previous"] = previousHash,
            ["kind"] = record.Kind.ToString(),
            ["store"] = record.StoreId.ToString("D"),
            ["recordedAt"] = record.RecordedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
            ["keys"] = new JsonArray([.. record.Keys.Select(key => JsonValue.Create(key))]),
        };
        AddIfThere(json, "subjectKind", record.SubjectKind);
        AddIfThere(json, "subject", record.SubjectReference);
        AddIfThere(json, "reason", record.Reason);
        if (record.Intent is { } intent)
            json["intent"] = intent;
        if (record.Sequences.Count > 0)
            json["sequences"] = new JsonArray([.. record.Sequences.Select(Sequence)]);
        if (record.Certificate is { } certificate)
            json["certificate"] = new JsonObject { ["id"] = certificate.Id, ["sha256"] = certificate.Sha256 };
        return CanonicalJson.Serialize(json);
    }

    /// <exception cref="FormatException">It is no entry, or one of another version.</exception>
    public static (long Position, string PreviousHash, ErasureLedgerRecord Record) Read(ReadOnlySpan<byte> content)
    {
        try
        {
            var json = JsonNode.Parse(content)!.AsObject();
            if (json["formatVersion"]!.GetValue<int>() != FormatVersion)
                throw new FormatException("The ledger was written by a newer version of Gdpr.Toolkit. Update it here as well.");
            return (json["position"]!.GetValue<long>(), json["previous"]!.GetValue<string>(), Record(json));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new FormatException("The line is no entry of an erasure ledger.", exception);
        }
    }

    private static ErasureLedgerRecord Record(JsonObject json) => new()
    {
        Kind = Enum.Parse<ErasureLedgerEntryKind>(json["kind"]!.GetValue<string>()),
        StoreId = Guid.ParseExact(json["store"]!.GetValue<string>(), "D"),
        RecordedAt = DateTimeOffset.ParseExact(
            json["recordedAt"]!.GetValue<string>(), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        SubjectKind = json["subjectKind"]?.GetValue<string>(),
        SubjectReference = json["subject"]?.GetValue<string>(),
        Keys = [.. json["keys"]!.AsArray().Select(key => key!.GetValue<string>())],
        Sequences = [.. (json["sequences"]?.AsArray() ?? []).Select(Sequence)],
        Intent = json["intent"]?.GetValue<long>(),
        Certificate = json["certificate"] is { } certificate
            ? new CertificateReference(certificate["id"]!.GetValue<string>(), certificate["sha256"]!.GetValue<string>())
            : null,
        Reason = json["reason"]?.GetValue<string>(),
    };

    private static JsonNode Sequence(SequenceMark mark)
        => new JsonObject { ["table"] = mark.Table, ["column"] = mark.Column, ["value"] = mark.Value };

    private static SequenceMark Sequence(JsonNode? json)
        => new(json!["table"]!.GetValue<string>(), json["column"]!.GetValue<string>(), json["value"]!.GetValue<long>());

    private static void AddIfThere(JsonObject json, string name, string? value)
    {
        if (value is not null)
            json[name] = value;
    }
}
