namespace Gdpr.Toolkit.Encryption;

/// <summary>A stored value, key row or key epoch is not what the library wrote there.</summary>
/// <remarks>It was changed, cut, moved to another column, store or key, or signed by somebody who is not trusted. Nothing is returned in its place.</remarks>
public sealed class ValueTamperedException : PersonalDataProtectionException
{
    /// <summary>The stable id of this failure: <c>GDPR1014</c>.</summary>
    public const string Id = "GDPR1014";

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    public ValueTamperedException(string message)
        : this(message, null)
    {
    }

    /// <summary>Creates the exception with the failure that caused it.</summary>
    /// <param name="message">Where it happened, what it means and what to do now; never a value, a key or ciphertext.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public ValueTamperedException(string message, Exception? innerException)
        : base(Id, message, innerException)
    {
    }
}
