namespace Gdpr.Toolkit.Erasure;

/// <summary>What may be left of erased plaintext in the database's own files.</summary>
/// <remarks>Values that were encrypted are unreadable everywhere once their key is destroyed; this is about columns stored in plaintext.</remarks>
public enum PhysicalResidue
{
    /// <summary>Freed pages, the write-ahead log or dead tuples may still hold old values: compact the database.</summary>
    Possible = 1,

    /// <summary>The database was compacted after the erasure, and its log truncated.</summary>
    None = 2,

    /// <summary>The database was vacuumed, but its write-ahead log, replicas and base backups age out on their own schedule (PostgreSQL).</summary>
    LogicallyErased = 3,
}
