namespace Gdpr.Toolkit.Retention;

/// <summary>For how long every kind of personal data is kept, for what and by which law (GDPR Art. 5(1)(e), 30(1)(f)): a document.</summary>
/// <remarks>Immutable. Made from the model and the registered purposes; holds no values.</remarks>
public sealed class RetentionPlan
{
    private readonly IReadOnlyList<RetentionPlanLine> _lines;

    internal RetentionPlan(IEnumerable<RetentionPlanLine> lines)
        => _lines =
        [
            .. lines.OrderBy(line => line.Role)
                .ThenBy(line => line.Kind, StringComparer.Ordinal)
                .ThenBy(line => line.Entity, StringComparer.Ordinal)
                .ThenBy(line => line.Category),
        ];

    /// <summary>Writes the plan in Markdown, with a table for each kind of people.</summary>
    /// <param name="language">The language of headings, categories, bases and dates. Laws and interests stand as they were registered.</param>
    /// <returns>Lines that end in a line feed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such language.</exception>
    public string ToMarkdown(DocumentLanguage language) => new RetentionPlanMarkdown(language).Write(_lines);

    /// <summary>Writes the plan as canonical JSON (RFC 8785), an entry for each property and purpose.</summary>
    /// <returns>JSON whose property names are stable; periods are ISO 8601, and what was not said is null.</returns>
    public string ToJson() => RetentionPlanJson.Write(_lines);
}
