using System.Globalization;
using System.Text;
using Gdpr.Toolkit.Recipients;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Signed evidence of one erasure: what was observed afterwards (GDPR Art. 5(2), 17).</summary>
/// <remarks>
/// <see cref="Document"/> is canonical JSON (RFC 8785) without direct identifiers, <see cref="Signature"/> a detached
/// CMS signature over its bytes (RFC 5652, DER). Anyone can check it offline:
/// <c>openssl cms -verify -binary -inform DER -in certificate.p7s -content certificate.json -CAfile issuer.pem -purpose any</c>.
/// Immutable.
/// </remarks>
public sealed class ErasureCertificate
{
    /// <summary>Creates a certificate. Applications get theirs from <see cref="IPersonalDataErasure.EraseAsync"/>.</summary>
    /// <param name="id">The certificate's own identifier.</param>
    /// <param name="isComplete">Whether nothing that should be gone was found.</param>
    /// <param name="residue">What may be left in the database's files.</param>
    /// <param name="entries">What was observed.</param>
    /// <param name="document">Canonical JSON.</param>
    /// <param name="signature">Detached CMS signature, DER.</param>
    /// <param name="issuerPem">The signing certificate, PEM.</param>
    public ErasureCertificate(
        string id,
        bool isComplete,
        PhysicalResidue residue,
        IReadOnlyList<ErasureEntry> entries,
        ReadOnlyMemory<byte> document,
        ReadOnlyMemory<byte> signature,
        string issuerPem)
    {
        Id = id;
        IsComplete = isComplete;
        Residue = residue;
        Entries = entries;
        Document = document;
        Signature = signature;
        IssuerPem = issuerPem;
    }

    /// <summary>Gets the certificate's own identifier.</summary>
    public string Id { get; }

    /// <summary>Gets the identifier of the certificate that this one amends: what that erasure had retained is gone now, or a restored backup had brought the person back.</summary>
    /// <value>Null for the first certificate of a person.</value>
    public string? Amends { get; init; }

    /// <summary>Gets whether every value that should be gone was looked for and not found, as far as <see cref="Verification"/> says.</summary>
    public bool IsComplete { get; }

    /// <summary>Gets how far the erasure was verified, and where values of the person were found.</summary>
    public ErasureVerification Verification { get; init; } = new();

    /// <summary>Gets what may be left of plaintext columns in the database's own files.</summary>
    public PhysicalResidue Residue { get; }

    /// <summary>Gets what was observed, a line a property and outcome.</summary>
    public IReadOnlyList<ErasureEntry> Entries { get; }

    /// <summary>Gets the lines of what is retained.</summary>
    public IEnumerable<ErasureEntry> Retained => Entries.Where(entry => entry.Outcome == FieldErasureOutcome.Retained);

    /// <summary>Gets the notices to recipients (GDPR Art. 19) as they were when the certificate was signed: those of this and earlier erasures of the person, and others that still hold what identifies them.</summary>
    /// <value>Empty where there are no recipients. What comes of them later: <see cref="IRecipientNotices.ListAsync"/>.</value>
    public IReadOnlyList<NoticeRecord> Recipients { get; init; } = [];

    /// <summary>Gets the signed document: canonical JSON, UTF-8.</summary>
    public ReadOnlyMemory<byte> Document { get; }

    /// <summary>Gets the detached CMS signature over <see cref="Document"/>, DER.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Gets the certificate whose key signed, PEM.</summary>
    public string IssuerPem { get; }

    /// <summary>Prints what the certificate says as a table, a line a property and outcome, for people. What is signed is <see cref="Document"/>.</summary>
    /// <returns>Plain text without values.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Certificate of erasure {Id}: {(IsComplete ? "complete" : "NOT complete")}");
        if (Amends is not null)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Amends certificate {Amends}");
        }

        text.AppendLine().Append(TextTable.Write(["Entity", "Property", "Rows", "Observed", "Until", "Kept for"], Entries.Select(Row))).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Looked for afterwards: {Verification.Scope}{(Verification.Shortfall is { } why ? $" instead of {Verification.Requested} ({why})" : "")}");
        foreach (var finding in Verification.Findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Found: {finding.Rows} rows in {finding.Table}.{finding.Column} ({finding.Kind})");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Left in the database's files: {Residue}");
        foreach (var notice in Recipients)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Recipient {notice.Recipient}: {notice.Outcome?.ToString() ?? "not told yet"}");
        }

        return text.ToString();
    }

    private static string[] Row(ErasureEntry entry) =>
    [
        entry.Entity,
        entry.Property ?? (entry.Outcome == FieldErasureOutcome.KeyDestroyed ? "(key)" : ""),
        entry.Rows.ToString(CultureInfo.InvariantCulture),
        entry.Outcome.ToString(),
        entry.RetainedUntil?.ToString("O", CultureInfo.InvariantCulture) ?? "",
        string.Join(", ", new[] { entry.Purpose, entry.Law ?? entry.Exception?.ToString() }.OfType<string>()),
    ];
}
