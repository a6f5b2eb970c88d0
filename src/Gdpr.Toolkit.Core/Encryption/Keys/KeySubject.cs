namespace Gdpr.Toolkit.Encryption;

/// <summary>Who a person is to one key store, in plain: what their reference is computed from. Compared by content.</summary>
internal sealed class KeySubject : IEquatable<KeySubject>
{
    private readonly Guid _storeId;
    private readonly int _hash;

    public KeySubject(Guid storeId, string kind, byte[] canonicalId)
    {
        (_storeId, Kind, CanonicalId) = (storeId, kind, canonicalId);
        var hash = default(HashCode);
        hash.AddBytes(canonicalId);
        _hash = hash.ToHashCode();
    }

    /// <summary>Gets the declared kind of person.</summary>
    public string Kind { get; }

    /// <summary>Gets the person's key in its one encoding.</summary>
    public byte[] CanonicalId { get; }

    public bool Equals(KeySubject? other) => other is not null
        && CanonicalId.AsSpan().SequenceEqual(other.CanonicalId)
        && Kind == other.Kind
        && _storeId == other._storeId;

    public override bool Equals(object? obj) => Equals(obj as KeySubject);

    public override int GetHashCode() => _hash;

    /// <summary>Gives nothing of the person.</summary>
    public override string ToString() => nameof(KeySubject);
}
