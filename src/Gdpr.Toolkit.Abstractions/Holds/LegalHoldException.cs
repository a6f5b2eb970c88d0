namespace Gdpr.Toolkit.Holds;

/// <summary>A legal hold on the whole person, or on what was to be destroyed, is in force (GDPR Art. 17(3)(e)). Nothing was removed, erased or destroyed.</summary>
public sealed class LegalHoldException : InvalidOperationException
{
    /// <summary>Creates the exception with a message that says what to do.</summary>
    public LegalHoldException()
        : base("A legal hold on this person is in force. Nothing was removed or erased. Release it with ILegalHolds.ReleaseAsync, and try again.")
    {
    }

    /// <summary>Creates the exception with a message of its own.</summary>
    /// <param name="message">What happened and what to do.</param>
    public LegalHoldException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and a cause.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public LegalHoldException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
