namespace Gdpr.Toolkit.Holds;

/// <summary>What a legal hold keeps: everything of a person, everything in rows of an entity, everything used for a purpose, or where these meet.</summary>
/// <remarks>Immutable. A value is held when it lies within every part that is set. At least one has to be.</remarks>
public sealed record LegalHoldScope
{
    /// <summary>Gets the person; null for everybody.</summary>
    public DataSubject? Subject { get; init; }

    /// <summary>Gets the entity whose rows are held, those of derived classes included; null for all rows.</summary>
    public Type? EntityType { get; init; }

    /// <summary>Gets the registered purpose whose values are held; null for all values.</summary>
    public string? Purpose { get; init; }

    /// <summary>Holds everything of one person.</summary>
    /// <param name="subject">The person.</param>
    /// <returns>The scope; narrow it with <c>with { EntityType = … }</c> or <c>with { Purpose = … }</c>.</returns>
    public static LegalHoldScope Person(DataSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return new LegalHoldScope { Subject = subject };
    }

    /// <summary>Holds the rows of an entity, whoever they belong to.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <returns>The scope.</returns>
    public static LegalHoldScope Rows<TEntity>()
        where TEntity : class
        => new() { EntityType = typeof(TEntity) };

    /// <summary>Holds the values that are used for a purpose, whoever they belong to.</summary>
    /// <param name="purpose">A registered purpose.</param>
    /// <returns>The scope.</returns>
    public static LegalHoldScope UsedFor(string purpose)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        return new LegalHoldScope { Purpose = purpose };
    }

    /// <summary>Names entity and purpose, not the person.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString()
        => $"{(Subject is null ? "everybody" : "one person (withheld)")}, {EntityType?.Name ?? "all rows"}, {Purpose ?? "all purposes"}";
}
