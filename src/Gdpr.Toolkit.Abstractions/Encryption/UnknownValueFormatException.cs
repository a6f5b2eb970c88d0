namespace Gdpr.Toolkit.Encryption;

/// <summary>A stored value is no GT1 envelope, or holds another type than the property that reads it.</summary>
/// <remarks>Usually plaintext that was written around the library, a column from before it was encrypted, or a property whose type changed. Nothing is returned in its place.</remarks>
public sealed class UnknownValueFormatException : PersonalDataProtectionException
{
    /// <summary>The stable id of this failure: <c>GDPR1011</c>.</summary>
    public const string Id = "GDPR1011";

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    public UnknownValueFormatException(string message)
        : this(message, null)
    {
    }

    /// <summary>Creates the exception with the failure that caused it.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public UnknownValueFormatException(string message, Exception? innerException)
        : base(Id, message, innerException)
    {
    }
}
