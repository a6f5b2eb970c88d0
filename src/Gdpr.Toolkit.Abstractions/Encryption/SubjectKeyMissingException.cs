namespace Gdpr.Toolkit.Encryption;

/// <summary>A stored value names a key that no open key store knows.</summary>
/// <remarks>Not an erasure: an erased key leaves a tombstone and gives <see cref="SubjectKeyDestroyedException"/>. Usually the wrong database, store or key epoch.</remarks>
public sealed class SubjectKeyMissingException : PersonalDataProtectionException
{
    /// <summary>The stable id of this failure: <c>GDPR1012</c>.</summary>
    public const string Id = "GDPR1012";

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    public SubjectKeyMissingException(string message)
        : this(message, null)
    {
    }

    /// <summary>Creates the exception with the failure that caused it.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public SubjectKeyMissingException(string message, Exception? innerException)
        : base(Id, message, innerException)
    {
    }
}
