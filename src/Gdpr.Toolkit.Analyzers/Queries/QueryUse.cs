namespace Gdpr.Toolkit.Analyzers.Queries;

/// <summary>What a query does with a property.</summary>
internal readonly struct QueryUse(string operation, bool isEquality)
{
    /// <summary>Gets the operator or method as it is written.</summary>
    public string Operation { get; } = operation;

    /// <summary>Gets whether a blind index could answer it.</summary>
    public bool IsEquality { get; } = isEquality;
}
