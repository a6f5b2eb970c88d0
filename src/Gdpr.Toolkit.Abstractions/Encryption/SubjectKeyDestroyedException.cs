namespace Gdpr.Toolkit.Encryption;

/// <summary>The key of a data subject was destroyed, so that the value can never be read again (GDPR Art. 17(1)).</summary>
/// <remarks>Expected after an erasure. Retrying does not help; treat the data as erased.</remarks>
public sealed class SubjectKeyDestroyedException : PersonalDataProtectionException
{
    /// <summary>The stable id of this failure: <c>GDPR1013</c>.</summary>
    public const string Id = "GDPR1013";

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    public SubjectKeyDestroyedException(string message)
        : this(message, null)
    {
    }

    /// <summary>Creates the exception with the failure that caused it.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public SubjectKeyDestroyedException(string message, Exception? innerException)
        : base(Id, message, innerException)
    {
    }
}
