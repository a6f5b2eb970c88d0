namespace Gdpr.Toolkit.Erasure;

/// <summary>What an entry of an erasure ledger says.</summary>
public enum ErasureLedgerEntryKind
{
    /// <summary>Keys are about to be destroyed: written before the database commits to it.</summary>
    Intent = 1,

    /// <summary>The keys of an intent are destroyed, for good: a database that does not know of it was restored from a backup.</summary>
    Completed = 2,

    /// <summary>An intent was not carried out: the database took everything back.</summary>
    Withdrawn = 3,

    /// <summary>A database goes on with this ledger from here, for the reason given, without the entries that another one may have held.</summary>
    Accepted = 4,

    /// <summary>The keys of one group of a person are about to be destroyed on their own, and the person stays: written before the database commits to it.</summary>
    KeyGroup = 5,
}
