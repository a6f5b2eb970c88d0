using System.Text;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Signing;

namespace Gdpr.Toolkit.Retention;

/// <summary>Renders a <see cref="RetentionExplanation"/> for people and for programs.</summary>
/// <remarks>Both renderings hold names and dates, never values, and are the same wherever and whenever they are made.</remarks>
public static class RetentionExplanationExtensions
{
    /// <summary>Writes the proof as indented text: a line a step, with its inputs in brackets.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>Lines that end in a line feed.</returns>
    public static string ToText(this RetentionExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var text = new StringBuilder();
        Write(text, explanation.Proof, depth: 0);
        return text.ToString();
    }

    /// <summary>Writes the explanation as canonical JSON (RFC 8785), with its proof.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>JSON whose property names are stable; dates are <c>yyyy-MM-dd</c>, and what is unknown is null.</returns>
    public static string ToJson(this RetentionExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return Encoding.UTF8.GetString(CanonicalJson.Serialize(new JsonObject
        {
            ["asOf"] = ProofSteps.Text(explanation.AsOf),
            ["outcome"] = explanation.Outcome.ToString(),
            ["lastDay"] = ProofSteps.Text(explanation.LastDay),
            ["dueAt"] = explanation.DueAt?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
            ["endedOn"] = ProofSteps.Text(explanation.EndedOn),
            ["openEnd"] = explanation.OpenEnd?.ToString(),
            ["purpose"] = explanation.Purpose,
            ["law"] = explanation.Law,
            ["countedBy"] = explanation.CountedBy,
            ["deferredUntil"] = ProofSteps.Text(explanation.DeferredUntil),
            ["isRestricted"] = explanation.IsRestricted,
            ["onExpiry"] = explanation.OnExpiry.ToString(),
            ["purposes"] = new JsonArray([.. explanation.Purposes.Select(Json)]),
            ["proof"] = Json(explanation.Proof),
        }));
    }

    private static void Write(StringBuilder text, RetentionProof step, int depth)
    {
        text.Append(' ', depth * 2).Append(step.Rule).Append(": ").Append(OnOneLine(step.Result));
        if (step.Inputs.Count > 0)
            text.Append(" [").AppendJoin(", ", step.Inputs.Select(input => $"{input.Key}={OnOneLine(input.Value)}")).Append(']');
        text.Append('\n');
        foreach (var because in step.Because)
            Write(text, because, depth + 1);
    }

    // The reason of a hold is typed by somebody: it must not look like a step of its own.
    private static string OnOneLine(string value)
        => string.Concat(value.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character));

    private static JsonObject Json(PurposeRetention purpose) => new()
    {
        ["purpose"] = purpose.Purpose,
        ["basis"] = purpose.Basis.ToString(),
        ["law"] = purpose.Law,
        ["isLive"] = purpose.IsLive,
        ["firstDay"] = ProofSteps.Text(purpose.FirstDay),
        ["lastDay"] = ProofSteps.Text(purpose.LastDay),
        ["openEnd"] = purpose.OpenEnd?.ToString(),
        ["phase"] = purpose.Phase,
        ["use"] = purpose.Use.ToString(),
        ["isRestricted"] = purpose.IsRestricted,
    };

    private static JsonObject Json(RetentionProof step) => new()
    {
        ["rule"] = step.Rule,
        ["inputs"] = new JsonObject(step.Inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)JsonValue.Create(input.Value)))),
        ["result"] = step.Result,
        ["because"] = new JsonArray([.. step.Because.Select(Json)]),
    };
}
