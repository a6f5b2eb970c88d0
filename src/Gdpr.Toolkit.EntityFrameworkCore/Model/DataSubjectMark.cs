namespace Gdpr.Toolkit.Model;

/// <summary>What is said of an entity that is a data subject.</summary>
internal sealed record DataSubjectMark
{
    public DataSubjectRole Role { get; init; }

    public string? Kind { get; init; }

    public RestOfEntity Rest { get; init; }

    public string? Reason { get; init; }

    public string EffectiveKind => Kind ?? Role.ToString();

    public static DataSubjectMark From(DataSubjectAttribute attribute) => new()
    {
        Role = attribute.Role,
        Kind = attribute.Kind,
        Rest = attribute.Rest,
        Reason = attribute.Reason,
    };
}
