using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Export;

/// <summary>What can go wrong with a package, said with the way out. Certificates are named by their thumbprint: a subject is a person's name.</summary>
internal static class ExportErrors
{
    public static ArgumentException RecipientNotValid(X509Certificate2 recipient) => new(
        $"The recipient's certificate {recipient.Thumbprint} is not valid today. Ask the recipient for the current one.");

    public static ArgumentException RecipientWithoutRsaKey(X509Certificate2 recipient, int minimum) => new(
        $"The recipient's certificate {recipient.Thumbprint} has no RSA key of at least {minimum} bits. Ask the recipient for one, "
        + "or leave Recipient out and send the package over a protected way.");

    public static ArgumentException RecipientMayNotEncipher(X509Certificate2 recipient) => new(
        $"The recipient's certificate {recipient.Thumbprint} may not encipher keys: its key usage lacks KeyEncipherment. "
        + "Ask the recipient for the certificate that they decrypt with.");
}
