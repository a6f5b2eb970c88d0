namespace Gdpr.Toolkit.Encryption;

/// <summary>A row holds a value that was encrypted for somebody else than the person the row belongs to.</summary>
/// <remarks>
/// The value itself is intact. Somebody copied it below the library from another person's row, or changed the link of its row there. The row is
/// not returned, and neither is the value.
/// </remarks>
public sealed class WrongSubjectException : PersonalDataProtectionException
{
    /// <summary>The stable id of this failure: <c>GDPR1015</c>.</summary>
    public const string Id = "GDPR1015";

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    public WrongSubjectException(string message)
        : this(message, null)
    {
    }

    /// <summary>Creates the exception with the failure that caused it.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public WrongSubjectException(string message, Exception? innerException)
        : base(Id, message, innerException)
    {
    }
}
