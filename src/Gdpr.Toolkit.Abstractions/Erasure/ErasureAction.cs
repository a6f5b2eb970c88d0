namespace Gdpr.Toolkit.Erasure;

/// <summary>What a plan does to a value, a row or a key.</summary>
public enum ErasureAction
{
    /// <summary>The row is deleted.</summary>
    DeleteRow = 1,

    /// <summary>The value is set to null or to a replacement; the row stays.</summary>
    Overwrite = 2,

    /// <summary>The value is kept, by a law and until a date; if it is encrypted, under a new key.</summary>
    Retain = 3,

    /// <summary>The person's key is destroyed, and with it every copy of what it encrypted.</summary>
    DestroyKey = 4,

    /// <summary>An item outside the database is erased by the source that holds it, after the database's commit.</summary>
    EraseItem = 5,
}
