namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>What a term of the dictionary is good for.</summary>
internal enum TermRole
{
    /// <summary>Names personal data of one category.</summary>
    Data,

    /// <summary>Says what a class, or the owner in <c>CustomerName</c>, is.</summary>
    Type,

    /// <summary>Changes nothing: <c>new</c>, <c>primary</c>, <c>value</c>.</summary>
    Neutral,

    /// <summary>Turns data into something about data: <c>template</c>, <c>count</c>.</summary>
    Stop,

    /// <summary>Is never personal data, although a word of it may be: a user's <c>phone model</c>.</summary>
    Exception,
}
