namespace Gdpr.Toolkit.Erasure;

/// <summary>What is written to an erasure ledger: pseudonymous references, key ids, hashes. No values of people.</summary>
public sealed record ErasureLedgerRecord
{
    /// <summary>Gets what it says.</summary>
    public required ErasureLedgerEntryKind Kind { get; init; }

    /// <summary>Gets the id of the key store, one per database.</summary>
    public required Guid StoreId { get; init; }

    /// <summary>Gets when it was recorded, to the second.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Gets the declared kind of the person, such as <c>Customer</c>; null where the entry is about nobody.</summary>
    public string? SubjectKind { get; init; }

    /// <summary>Gets the person's pseudonymous reference, 64 hexadecimal digits; null where the entry is about nobody.</summary>
    public string? SubjectReference { get; init; }

    /// <summary>Gets the ids of the keys that are destroyed, 32 hexadecimal digits each.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Gets the numbers that the database had given to identities by then.</summary>
    public IReadOnlyList<SequenceMark> Sequences { get; init; } = [];

    /// <summary>Gets the position of the intent that was completed or withdrawn; null for the other kinds.</summary>
    public long? Intent { get; init; }

    /// <summary>Gets the certificate that was signed for it; null where none was.</summary>
    public CertificateReference? Certificate { get; init; }

    /// <summary>Gets why a ledger was accepted; null for the other kinds.</summary>
    public string? Reason { get; init; }
}
