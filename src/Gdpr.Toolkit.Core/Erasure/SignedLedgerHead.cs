namespace Gdpr.Toolkit.Erasure;

/// <summary>Signed evidence of how far an erasure ledger had come, to be kept where nobody can change the ledger itself.</summary>
/// <remarks>Checked like an <see cref="ErasureCertificate"/>. A ledger that does not hold the entry with this hash was rewritten or cut. Immutable.</remarks>
/// <param name="Head">Position and hash of the last entry.</param>
/// <param name="Document">Canonical JSON, UTF-8.</param>
/// <param name="Signature">Detached CMS signature over the document, DER.</param>
/// <param name="IssuerPem">The certificate whose key signed, PEM.</param>
public sealed record SignedLedgerHead(ErasureLedgerHead Head, ReadOnlyMemory<byte> Document, ReadOnlyMemory<byte> Signature, string IssuerPem);
