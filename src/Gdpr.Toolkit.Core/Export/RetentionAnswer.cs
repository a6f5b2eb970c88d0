using System.Text.Json;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Export;

/// <summary>Until when some fields of a record are kept, and why.</summary>
/// <param name="Fields">The paths of the fields, separated by line feeds: lists do not compare by content.</param>
/// <param name="Outcome">What becomes of them.</param>
/// <param name="Until">The last day.</param>
/// <param name="OpenEnd">Why there is no end yet.</param>
/// <param name="Purpose">The purpose that keeps them the longest.</param>
/// <param name="Law">The law behind it.</param>
internal sealed record RetentionAnswer(
    string Fields, RetentionOutcome Outcome, DateOnly? Until, OpenEndReason? OpenEnd, string? Purpose, string? Law)
{
    public static RetentionAnswer Of(string fields, RetentionExplanation explanation)
        => new(fields, explanation.Outcome, explanation.LastDay, explanation.OpenEnd, explanation.Purpose, explanation.Law);

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("fields");
        foreach (var field in Fields.Split('\n'))
            writer.WriteStringValue(field);
        writer.WriteEndArray();
        writer.WriteString("outcome", Outcome.ToString());
        writer.WriteString("until", Until is { } until ? ExportValue.Text(until) : null);
        writer.WriteString("openEnd", OpenEnd?.ToString());
        writer.WriteString("purpose", Purpose);
        writer.WriteString("law", Law);
        writer.WriteEndObject();
    }
}
