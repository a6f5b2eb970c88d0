using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Erasure;

/// <summary>One erasure, or destruction of a key group, as the ledger tells it.</summary>
/// <remarks>Each process holds all that there ever were, so they are kept as bytes, and without what is only needed to check the chain.</remarks>
internal sealed class LedgerErasure
{
    private const int ReferenceSize = 32;

    private readonly LedgerPeople _people;
    private readonly byte[] _ids;
    private Guid _certificateId;
    private LedgerHash _certificateHash;
    private long _completedAt;

    /// <param name="people">Whose people it is about.</param>
    /// <param name="intent">The entry with which it begins.</param>
    /// <exception cref="FormatException">A reference or the id of a key is something else.</exception>
    public LedgerErasure(LedgerPeople people, ErasureLedgerEntry intent)
    {
        _people = people;
        Position = intent.Position;
        Hash = LedgerHash.From(intent.Head.Hash);
        IsKeyGroup = intent.Record.Kind == ErasureLedgerEntryKind.KeyGroup;
        var reference = Convert.FromHexString(intent.Record.SubjectReference!);
        _ids = [.. reference, .. intent.Record.Keys.SelectMany(Convert.FromHexString)];
        if (reference.Length != ReferenceSize || _ids.Length != ReferenceSize + (intent.Record.Keys.Count * KeyId.Size))
        {
            throw new FormatException("The entry names no person, or a key that is none.");
        }
    }

    /// <summary>Gets the position of the entry with which it begins.</summary>
    public long Position { get; }

    /// <summary>Gets the hash of that entry.</summary>
    public LedgerHash Hash { get; }

    /// <summary>Gets whether only the keys of one group go, and the person stays.</summary>
    public bool IsKeyGroup { get; }

    /// <summary>Gets the position of the entry that says that the keys are destroyed; null while none does.</summary>
    public long? CompletedAt => _completedAt == 0 ? null : _completedAt;

    /// <summary>Gets the certificate; null where none was signed.</summary>
    public CertificateReference? Certificate
        => _certificateId == Guid.Empty ? null : new CertificateReference(_certificateId.ToString("D"), _certificateHash.ToString());

    public bool IsCertified => _certificateId != Guid.Empty;

    public bool IsWithdrawn { get; private set; }

    /// <summary>Gets the person's reference, in hexadecimal.</summary>
    public string SubjectReference => Convert.ToHexStringLower(Reference);

    public IEnumerable<KeyId> Keys
    {
        get
        {
            for (var start = ReferenceSize; start < _ids.Length; start += KeyId.Size)
            {
                yield return KeyId.From(_ids.AsSpan(start, KeyId.Size));
            }
        }
    }

    /// <summary>Gets the row by which a database says that it has carried it out.</summary>
    public LedgerRow Row => new() { Position = Position, Hash = Hash.ToByteArray() };

    private ReadOnlySpan<byte> Reference => _ids.AsSpan(0, ReferenceSize);

    public bool IsOf(Guid storeId, IReadOnlySet<string> kinds) => _people.StoreId == storeId && kinds.Contains(_people.Kind);

    public bool IsOf(Guid storeId, ReadOnlySpan<byte> reference) => _people.StoreId == storeId && Reference.SequenceEqual(reference);

    /// <summary>Makes the record that says that it is done.</summary>
    public ErasureLedgerRecord Completion(DateTimeOffset now, CertificateReference? certificate) => new()
    {
        Kind = ErasureLedgerEntryKind.Completed,
        StoreId = _people.StoreId,
        RecordedAt = now,
        SubjectKind = _people.Kind,
        SubjectReference = SubjectReference,
        Keys = [.. Keys.Select(key => Convert.ToHexStringLower(key.ToByteArray()))],
        Intent = Position,
        Certificate = certificate,
    };

    /// <exception cref="FormatException">Its certificate is none.</exception>
    public void Complete(ErasureLedgerEntry entry)
    {
        // Twice where another process completed it after a stop: the second one has the certificate.
        _completedAt = _completedAt == 0 ? entry.Position : _completedAt;
        if (entry.Record.Certificate is { } certificate)
        {
            (_certificateId, _certificateHash) = (Guid.ParseExact(certificate.Id, "D"), LedgerHash.From(certificate.Sha256));
        }
    }

    public void Withdraw() => IsWithdrawn = true;
}
