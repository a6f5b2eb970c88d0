namespace Gdpr.Toolkit.Encryption;

/// <summary>The base of the five failures that reading or writing a protected value can have.</summary>
/// <remarks>
/// The five are never confused with each other: <see cref="UnknownValueFormatException"/>,
/// <see cref="SubjectKeyMissingException"/>, <see cref="SubjectKeyDestroyedException"/>,
/// <see cref="ValueTamperedException"/> and <see cref="WrongSubjectException"/>. No message contains a value, a key or ciphertext.
/// </remarks>
public abstract class PersonalDataProtectionException : Exception
{
    private const string DocumentationRoot = "https://github.com/gdpr-toolkit/gdpr-toolkit/blob/main/docs/errors/";

    private protected PersonalDataProtectionException(string id, string message, Exception? innerException)
        : base(message, innerException)
    {
        DocumentationId = id;
        HelpLink = DocumentationRoot + id + ".md";
    }

    /// <summary>Gets the stable id of this failure, which is also the name of its page under <c>docs/errors</c>.</summary>
    public string DocumentationId { get; }
}
