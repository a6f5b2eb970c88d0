namespace Gdpr.Toolkit.Model;

/// <summary>What is said of a property that is personal data.</summary>
internal sealed record PersonalDataMark
{
    public PersonalDataCategory Category { get; init; }

    public IReadOnlyList<string> Purposes { get; init; } = [];

    public string? Retention { get; init; }

    public string? RetentionFrom { get; init; }

    public DataProvenance Provenance { get; init; }

    public Article9Condition Condition { get; init; }

    public Article10Basis Article10Basis { get; init; }

    public string? Subject { get; init; }

    public string? When { get; init; }

    public string? WithheldWhen { get; init; }

    public string? Source { get; init; }

    public string? Replacement { get; init; }

    public static PersonalDataMark From(PersonalDataAttribute attribute) => new()
    {
        Category = attribute.Category,
        Purposes = attribute.Purposes,
        Retention = attribute.Retention,
        RetentionFrom = attribute.RetentionFrom,
        Provenance = attribute.Provenance,
        Condition = attribute.Condition,
        Article10Basis = attribute.Article10Basis,
        Subject = attribute.Subject,
        When = attribute.When,
        WithheldWhen = attribute.WithheldWhen,
        Source = attribute.Source,
        Replacement = attribute.Replacement,
    };
}
