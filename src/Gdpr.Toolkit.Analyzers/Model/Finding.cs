using System.Collections.Immutable;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Why a property looks like personal data.</summary>
internal sealed class Finding(string category, string? ownCategory, string reason)
{
    private ImmutableDictionary<string, string?>? _properties;

    /// <summary>Gets the suggested category.</summary>
    public string Category { get; } = category;

    /// <summary>Gets the name of a user's category, or null.</summary>
    public string? OwnCategory { get; } = ownCategory;

    /// <summary>Gets the words or the type that gave it away.</summary>
    public string Reason { get; } = reason;

    /// <summary>Gets the same for fixes and build servers: the properties of the diagnostic.</summary>
    public ImmutableDictionary<string, string?> Properties => _properties ??= CreateProperties();

    private ImmutableDictionary<string, string?> CreateProperties()
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Rules.AnnotatePersonalDataAnalyzer.CategoryProperty, Category)
            .Add(Rules.AnnotatePersonalDataAnalyzer.ReasonProperty, Reason);
        return OwnCategory is null ? properties : properties.Add(Rules.AnnotatePersonalDataAnalyzer.OwnCategoryProperty, OwnCategory);
    }
}
