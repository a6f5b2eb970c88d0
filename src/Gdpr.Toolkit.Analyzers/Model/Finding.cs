namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Why a property looks like personal data.</summary>
internal sealed class Finding(string category, string? ownCategory, string reason)
{
    /// <summary>Gets the suggested category.</summary>
    public string Category { get; } = category;

    /// <summary>Gets the name of a user's category, or null.</summary>
    public string? OwnCategory { get; } = ownCategory;

    /// <summary>Gets the words or the type that gave it away.</summary>
    public string Reason { get; } = reason;
}
