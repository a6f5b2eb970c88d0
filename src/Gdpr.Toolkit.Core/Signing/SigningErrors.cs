using System.Security.Cryptography;

namespace Gdpr.Toolkit.Signing;

/// <summary>Every message about signatures and canonical JSON. Never a value from the document.</summary>
internal static class SigningErrors
{
    public static ArgumentException NoPrivateKey(string subject) => new(
        $"The certificate '{subject}' cannot sign: its private key is not available. Load it with its private key.");

    public static CryptographicException NotOneSigner() => new(
        "The signature is not a detached signature with exactly one signer.");

    public static CryptographicException SignerNotTrusted() => new(
        "The signature was not made with the expected certificate.");

    public static CryptographicException AlgorithmNotAccepted() => new(
        "The signature does not use SHA-256 over signed attributes.");

    public static NotSupportedException NumberNotAnInteger(string path) => new(
        $"The number at '{path}' is not a whole number within ±(2^53 − 1). Write it as a string: readers differ in how they round it.");

    public static NotSupportedException TooDeep(string path) => new($"The document is nested too deeply at '{path}'.");

    public static ArgumentException LoneSurrogate() => new(
        "The document has a text with half of a surrogate pair, which has no canonical form.");
}
