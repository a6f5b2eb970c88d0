namespace Gdpr.Toolkit.Erasure;

/// <summary>What was observed to have happened to a value.</summary>
public enum FieldErasureOutcome
{
    /// <summary>The row that held it was deleted, or its column is null.</summary>
    Erased = 1,

    /// <summary>The value was replaced by one that says nothing about the person.</summary>
    Overwritten = 2,

    /// <summary>The only key that opens it was destroyed, wherever a copy of the ciphertext may lie.</summary>
    KeyDestroyed = 3,

    /// <summary>The value is kept, see the law and the date beside it.</summary>
    Retained = 4,

    /// <summary>There was no value.</summary>
    NotFound = 5,

    /// <summary>The value was still there when it was looked for afterwards.</summary>
    Failed = 6,
}
