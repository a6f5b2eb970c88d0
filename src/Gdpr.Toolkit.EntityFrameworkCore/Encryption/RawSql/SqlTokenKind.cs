namespace Gdpr.Toolkit.Encryption;

/// <summary>What a token of SQL is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A keyword or an identifier without quotes.</summary>
    Word,

    /// <summary>An identifier in quotes.</summary>
    Quoted,

    /// <summary>A string.</summary>
    Text,

    /// <summary>An identifier whose name is not plain: with Unicode escapes.</summary>
    Escaped,

    /// <summary>One character of anything else.</summary>
    Symbol,
}
