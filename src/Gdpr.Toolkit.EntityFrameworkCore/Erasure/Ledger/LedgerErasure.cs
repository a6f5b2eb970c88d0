namespace Gdpr.Toolkit.Erasure;

/// <summary>One erasure as the ledger tells it.</summary>
internal sealed class LedgerErasure(ErasureLedgerEntry intent)
{
    public ErasureLedgerEntry Intent => intent;

    /// <summary>Gets the position of the entry that says that the keys are destroyed; null while none does.</summary>
    public long? CompletedAt { get; private set; }

    /// <summary>Gets the certificate; null where none was signed.</summary>
    public CertificateReference? Certificate { get; private set; }

    public bool IsWithdrawn { get; private set; }

    public string SubjectReference => intent.Record.SubjectReference!;

    public IReadOnlyList<string> Keys => intent.Record.Keys;

    public bool IsOf(Guid storeId, IReadOnlySet<string> kinds)
        => intent.Record.StoreId == storeId && kinds.Contains(intent.Record.SubjectKind!);

    public void Complete(ErasureLedgerEntry entry)
    {
        // Twice where another process completed it after a stop: the second one has the certificate.
        CompletedAt ??= entry.Position;
        Certificate = entry.Record.Certificate ?? Certificate;
    }

    public void Withdraw() => IsWithdrawn = true;
}
