namespace Gdpr.Toolkit.Encryption;

/// <summary>What is wrong with a stored value.</summary>
public enum IntegrityFindingKind
{
    /// <summary>The value, intact or with its key destroyed, was encrypted for somebody else than the person the row belongs to.</summary>
    WrongSubject = 1,

    /// <summary>The value, or the row of its key, is not what the library wrote.</summary>
    Tampered = 2,

    /// <summary>The key is not in the key store.</summary>
    KeyMissing = 3,

    /// <summary>The blind index does not belong to the value: queries find the row by another value, or by one that is gone.</summary>
    WrongTag = 4,

    /// <summary>A searchable value has no blind index: queries do not find the row by it.</summary>
    MissingTag = 5,

    /// <summary>The column holds readable text.</summary>
    Plaintext = 6,

    /// <summary>The column holds bytes that are no envelope of a known format, or of a value of another type.</summary>
    UnknownFormat = 7,

    /// <summary>The row's links lead to no person, so that nobody's erasure reaches its value.</summary>
    NoSubject = 8,
}
