using System.Security.Cryptography.X509Certificates;

namespace Gdpr.Toolkit.Export;

/// <summary>How an export package is made. Immutable.</summary>
public sealed record ExportOptions
{
    /// <summary>Gets the certificate to whose private key the package is encrypted (CMS EnvelopedData, RFC 5652).</summary>
    /// <value>
    /// RSA with at least 2048 bits, valid today, with a key usage, if it has one, that includes key encipherment. The default is
    /// null: the package is a plain zip, to be sent over a protected way.
    /// </value>
    public X509Certificate2? Recipient { get; init; }

    /// <summary>Gets the language in which the page opens. It always holds both.</summary>
    /// <value>The default is <see cref="DocumentLanguage.English"/>.</value>
    public DocumentLanguage Language { get; init; } = DocumentLanguage.English;

    /// <summary>Gets your own identifier of the person's request, which is printed in the manifest.</summary>
    /// <value>No personal data. The default is null.</value>
    public string? RequestId { get; init; }

    /// <summary>Gets whether a package is written although a source outside the database fails.</summary>
    /// <value>
    /// The default is false: the export throws. When true, the source is listed as <see cref="ExportSourceStatus.Failed"/>, and
    /// page, manifest and <see cref="ExportSummary.IsComplete"/> say that the package is not complete.
    /// </value>
    public bool AllowIncomplete { get; init; }

    /// <summary>Gets whether a person who has no row gets the answer that nothing is held about them (GDPR Art. 15(1)).</summary>
    /// <value>
    /// The default is false: no such row is an error, because a mistaken key or tenant looks the same. When true, all entities,
    /// choices and sources are asked, and the package says which.
    /// </value>
    public bool AllowUnknownPerson { get; init; }
}
