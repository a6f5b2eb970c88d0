using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Purposes;

/// <summary>A value that an erasure has retained was read outside of the purpose that it is retained for. It is there; nothing is damaged.</summary>
public sealed class PurposeRequiredException : PersonalDataProtectionException
{
    /// <summary>The stable id of this failure: <c>GDPR1042</c>.</summary>
    public const string Id = "GDPR1042";

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    public PurposeRequiredException(string message)
        : this(message, null)
    {
    }

    /// <summary>Creates the exception with the failure that caused it.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public PurposeRequiredException(string message, Exception? innerException)
        : base(Id, message, innerException)
    {
    }
}
