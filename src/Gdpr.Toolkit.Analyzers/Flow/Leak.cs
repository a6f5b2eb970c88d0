using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Flow;

/// <summary>Personal data found in a value.</summary>
internal readonly struct Leak(IOperation place, string what)
{
    /// <summary>Gets the expression that holds it.</summary>
    public IOperation Place { get; } = place;

    /// <summary>Gets the property or the entity.</summary>
    public string What { get; } = what;
}
