namespace Gdpr.Toolkit.Encryption;

/// <summary>How far the sealing of plaintext has come.</summary>
public sealed record PlaintextMigrationProgress
{
    /// <summary>Gets how many values were sealed and cleared.</summary>
    public int Moved { get; init; }

    /// <summary>Gets how many values stay in plaintext, because nothing can be encrypted for their person any more: they were erased.</summary>
    /// <value>0 where everything was moved. What a law retains of an erased person, or what was written past the library after the erasure.</value>
    public int Refused { get; init; }
}
