namespace Gdpr.Toolkit.Sources;

/// <summary>A source outside the database failed, or broke its contract. What it holds about the person is not known.</summary>
/// <remarks>The cause is in <see cref="Exception.InnerException"/>. Try again once the source works.</remarks>
public sealed class PersonalDataSourceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">The name of the source.</param>
    /// <param name="message">Where it happened, what it means and what to do now; no personal data.</param>
    /// <param name="innerException">The cause, or null where the source broke its contract.</param>
    public PersonalDataSourceException(string source, string message, Exception? innerException = null)
        : base(message, innerException)
        => SourceName = source;

    /// <summary>Gets the name of the source.</summary>
    public string SourceName { get; }
}
