using System.Text;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Retention;

/// <summary>Writes a retention plan for programs.</summary>
internal static class RetentionPlanJson
{
    public static string Write(IEnumerable<RetentionPlanLine> lines)
        => Encoding.UTF8.GetString(CanonicalJson.Serialize(new JsonObject { ["entries"] = new JsonArray([.. lines.Select(Line)]) }));

    private static JsonObject Line(RetentionPlanLine line) => new()
    {
        ["kind"] = line.Kind,
        ["role"] = line.Role.ToString(),
        ["entity"] = line.Entity,
        ["property"] = line.Property,
        ["category"] = line.Category.ToString(),
        ["purpose"] = line.Purpose?.Name,
        ["title"] = Text(line.Purpose?.Title),
        ["term"] = line.Purpose?.Term?.ToString(),
        ["basis"] = line.Rule?.Basis?.ToString(),
        ["law"] = line.Rule?.Law,
        ["interest"] = line.Rule?.Interest,
        ["retention"] = line.Rule?.Retention is { } rule ? Rule(rule) : null,
        ["ownRetention"] = line.OwnPeriod is { } own ? Span(own, line.OwnFrom) : null,
        ["recipients"] = new JsonArray([.. line.Purpose?.Recipients.Select(Recipient) ?? []]),
    };

    private static JsonObject Rule(RetentionRule rule) => new()
    {
        ["from"] = rule.From?.ToString(),
        ["phases"] = new JsonArray([.. rule.Phases.Select(phase => new JsonObject { ["period"] = phase.Period.Text, ["use"] = phase.Use.ToString() })]),
        ["floor"] = rule.Floor is { } floor ? Floor(floor) : null,
        ["ceiling"] = rule.Ceiling is { } ceiling ? Span(ceiling.Period, ceiling.From.ToString()) : null,
        ["criteria"] = rule.Criteria,
        ["onExpiry"] = rule.OnExpiry.ToString(),
    };

    private static JsonObject Floor(RetentionFloor floor)
    {
        var span = Span(floor.Period, floor.From.ToString());
        span["because"] = floor.Ground;
        return span;
    }

    private static JsonObject Span(RetentionPeriod period, string? from) => new() { ["period"] = period.Text, ["from"] = from };

    private static JsonObject? Text(PurposeText? text) => text is null ? null : new() { ["en"] = text.English, ["sv"] = text.Swedish };

    private static JsonObject Recipient(DataRecipient recipient) => new()
    {
        ["name"] = recipient.Name,
        ["kind"] = recipient.Kind.ToString(),
        ["country"] = recipient.Country,
        ["transfer"] = recipient.Transfer?.ToString(),
    };
}
