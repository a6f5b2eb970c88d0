namespace Gdpr.Toolkit;

/// <summary>Identifies one person: the entity that stands for them and its primary key.</summary>
/// <remarks>Immutable and thread-safe. <see cref="ToString"/> never shows the key, so that it can be logged.</remarks>
public sealed class DataSubject : IEquatable<DataSubject>
{
    private DataSubject(Type entityType, object[] key)
    {
        EntityType = entityType;
        Key = Array.AsReadOnly(key);
    }

    /// <summary>Gets the CLR type of the entity that stands for the person.</summary>
    public Type EntityType { get; }

    /// <summary>Gets the values of the primary key, in the order of its properties.</summary>
    public IReadOnlyList<object> Key { get; }

    /// <summary>Identifies a person by entity and primary key.</summary>
    /// <typeparam name="TEntity">An entity marked with <see cref="DataSubjectAttribute"/>, or derived from one.</typeparam>
    /// <param name="key">The primary key's values, in the order of its properties.</param>
    /// <returns>The identified person. Whether there is such a row is not looked up here.</returns>
    /// <exception cref="ArgumentException">There is no key value, or one is null.</exception>
    public static DataSubject Of<TEntity>(params object[] key)
        where TEntity : class
        => Of(typeof(TEntity), key);

    /// <inheritdoc cref="Of{TEntity}(object[])"/>
    /// <param name="entityType">An entity marked with <see cref="DataSubjectAttribute"/>, or derived from one.</param>
    /// <param name="key">The primary key's values, in the order of its properties.</param>
    public static DataSubject Of(Type entityType, params object[] key)
    {
        ArgumentNullException.ThrowIfNull(entityType);
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length == 0 || key.Any(value => value is null))
        {
            throw new ArgumentException(
                $"A data subject is identified by every value of the primary key of '{entityType.Name}', none of them null.",
                nameof(key));
        }

        return new DataSubject(entityType, [.. key]);
    }

    /// <inheritdoc/>
    public bool Equals(DataSubject? other)
        => other is not null && EntityType == other.EntityType && Key.SequenceEqual(other.Key);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DataSubject);

    /// <inheritdoc/>
    public override int GetHashCode()
        => Key.Aggregate(EntityType.GetHashCode(), (hash, value) => HashCode.Combine(hash, value));

    /// <summary>Names the entity, not the person.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => $"{EntityType.Name} (key withheld)";
}
