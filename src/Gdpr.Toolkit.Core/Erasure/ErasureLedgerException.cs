namespace Gdpr.Toolkit.Erasure;

/// <summary>Database and erasure ledger do not agree, so that personal data is not worked with until they do.</summary>
/// <remarks>Reading on would show people who were erased. <c>IErasureRecovery</c> says what is missing, and brings both together again.</remarks>
public sealed class ErasureLedgerException : Exception
{
    /// <summary>The stable id of this failure: <c>GDPR1020</c>.</summary>
    public const string Id = "GDPR1020";

    private const string Page = "https://github.com/gdpr-toolkit/gdpr-toolkit/blob/main/docs/errors/GDPR1020.md";

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value or a key.</param>
    /// <param name="state">How database and ledger stand to each other.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public ErasureLedgerException(string message, ErasureLedgerState state, Exception? innerException = null)
        : base(message, innerException)
    {
        State = state;
        HelpLink = Page;
    }

    /// <summary>Gets how database and ledger stand to each other.</summary>
    public ErasureLedgerState State { get; }
}
