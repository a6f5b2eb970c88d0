namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Why a property looks like personal data.</summary>
internal sealed class Finding(string category, string reason)
{
    /// <summary>Gets the suggested category.</summary>
    public string Category { get; } = category;

    /// <summary>Gets the words or the type that gave it away.</summary>
    public string Reason { get; } = reason;
}
