namespace Gdpr.Toolkit.Export;

/// <summary>What is said of the public name of an entity or property.</summary>
internal sealed record ExportNameMark
{
    public string Name { get; init; } = "";

    public string? Swedish { get; init; }

    public string? English { get; init; }

    public static ExportNameMark From(ExportNameAttribute attribute) => new()
    {
        Name = attribute.Name,
        Swedish = attribute.Swedish,
        English = attribute.English,
    };
}
