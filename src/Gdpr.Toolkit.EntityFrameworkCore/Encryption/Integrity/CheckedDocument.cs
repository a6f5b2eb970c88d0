using System.Text.Json;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A column that holds JSON documents with envelopes in them.</summary>
/// <param name="Place">Its place in a row.</param>
/// <param name="Root">The document, or each element where it is a list.</param>
internal sealed record CheckedDocument(int Place, DocumentPart Root)
{
    /// <summary>Something that is not what the model says of its place.</summary>
    private static readonly object OtherShape = new();

    /// <summary>Gets what a row's document holds in members that are encrypted.</summary>
    public IEnumerable<CheckedValue> ValuesIn(object?[] row)
    {
        if (row[Place] is not { } stored)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(stored as string ?? "");
            return [.. ValuesIn(document.RootElement, Root)];
        }
        catch (JsonException)
        {
            return [new CheckedValue([Root.Any], OtherShape)];
        }
    }

    private static IEnumerable<CheckedValue> ValuesIn(JsonElement element, DocumentPart part) => element.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(inner => ValuesIn(inner, part)),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => ValuesIn(member, part)),
        _ => [new CheckedValue([part.Any], OtherShape)],
    };

    private static IEnumerable<CheckedValue> ValuesIn(JsonProperty member, DocumentPart part)
        => part.Parts.TryGetValue(member.Name, out var inner) ? ValuesIn(member.Value, inner)
            : part.Values.TryGetValue(member.Name, out var way) && member.Value.ValueKind != JsonValueKind.Null ? [new CheckedValue([way], Stored(member.Value, way))]
            : [];

    /// <summary>Gives an envelope as bytes, and everything else, which somebody else has written, as text.</summary>
    private static object Stored(JsonElement value, CheckedWay way)
    {
        if (value.ValueKind != JsonValueKind.String || !value.GetString()!.StartsWith(EnvelopeFormat.TextPrefix, StringComparison.Ordinal))
        {
            return value.GetRawText();
        }

        try
        {
            var envelope = FieldCipher.FromText(value.GetString(), way.Binding);
            return FieldCipher.TryReadKeyId(envelope) is null ? OtherShape : envelope;
        }
        catch (PersonalDataProtectionException)
        {
            return OtherShape;
        }
    }
}
