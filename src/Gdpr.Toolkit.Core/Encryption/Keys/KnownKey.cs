namespace Gdpr.Toolkit.Encryption;

/// <summary>What tells whether a person's active key is stored as it was when its row was last found to be right.</summary>
/// <param name="SubjectRef">The person.</param>
/// <param name="Kid">The key.</param>
/// <param name="Version">Which of the person's keys in its group it is.</param>
/// <param name="Mac">The MAC of the row, which was checked.</param>
internal readonly record struct KnownKey(byte[] SubjectRef, KeyId Kid, int Version, byte[] Mac)
{
    /// <summary>Whether a row is that of the key, as it is known.</summary>
    public bool IsIn(KeyRow row) => row.State == KeyState.Active
        && row.Version == Version
        && Mac.AsSpan().SequenceEqual(row.RowMac)
        && SubjectRef.AsSpan().SequenceEqual(row.SubjectRef)
        && KeyId.From(row.Kid) == Kid;

    /// <summary>Gives nothing of the key: it links a person's rows and does not belong in a log.</summary>
    public override string ToString() => nameof(KnownKey);
}
