using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Retention;

/// <summary>Renders a <see cref="SubjectRetention"/> for people and for programs.</summary>
/// <remarks>Both renderings hold names and dates, never values.</remarks>
public static class SubjectRetentionExtensions
{
    /// <summary>Writes every answer with its proof as indented text.</summary>
    /// <param name="retention">The answers.</param>
    /// <returns>Lines that end in a line feed.</returns>
    public static string ToText(this SubjectRetention retention)
    {
        ArgumentNullException.ThrowIfNull(retention);
        var text = new StringBuilder();
        foreach (var field in retention.Fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"{field.Entity}.{field.Property} ({field.Category}), {field.Rows} {(field.Rows == 1 ? "row" : "rows")}\n");
            foreach (var line in field.Explanation.ToText().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Writes every answer with its proof as canonical JSON (RFC 8785).</summary>
    /// <param name="retention">The answers.</param>
    /// <returns>JSON whose property names are stable; dates are <c>yyyy-MM-dd</c>.</returns>
    public static string ToJson(this SubjectRetention retention)
    {
        ArgumentNullException.ThrowIfNull(retention);
        return Encoding.UTF8.GetString(CanonicalJson.Serialize(new JsonObject
        {
            ["asOf"] = ProofSteps.Text(retention.AsOf),
            ["fields"] = new JsonArray([.. retention.Fields.Select(Field)]),
        }));
    }

    private static JsonObject Field(FieldRetention field) => new()
    {
        ["entity"] = field.Entity,
        ["property"] = field.Property,
        ["category"] = field.Category.ToString(),
        ["rows"] = field.Rows,
        ["explanation"] = JsonNode.Parse(field.Explanation.ToJson()),
    };
}
