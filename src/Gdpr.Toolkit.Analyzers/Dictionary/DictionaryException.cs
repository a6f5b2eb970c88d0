namespace Gdpr.Toolkit.Analyzers.Dictionary;

/// <summary>A file of settings cannot be read. It never leaves the reader: a broken file is a diagnostic.</summary>
internal sealed class DictionaryException(int at, string message) : Exception(message)
{
    /// <summary>Gets the index of the character that cannot be read.</summary>
    public int At { get; } = at;
}
