namespace Gdpr.Toolkit.Testing;

/// <summary>A source does not keep what <see cref="Gdpr.Toolkit.Sources.IPersonalDataSource"/> promises. Says which promise, never an item's id.</summary>
public sealed class SourceContractException : Exception
{
    internal SourceContractException(string source, string what)
        : base($"The source '{source}' does not keep its contract: {what}")
    {
    }
}
