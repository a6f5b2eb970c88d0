namespace Gdpr.Toolkit.Model;

/// <summary>What a property of ASP.NET Core Identity holds: personal data of a category, or nothing about a person for a reason.</summary>
internal sealed record IdentityProperty(string Entity, string Name)
{
    public PersonalDataCategory? Category { get; init; }

    public DataProvenance Provenance { get; init; }

    public string? Replacement { get; init; }

    public string? Reason { get; init; }
}
