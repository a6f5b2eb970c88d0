namespace Gdpr.Toolkit.Encryption;

/// <summary>A key of several values, compared by them.</summary>
internal sealed class CompositeId(object[] values) : IEquatable<CompositeId>
{
    public IReadOnlyList<object> Values { get; } = values;

    public bool Equals(CompositeId? other) => other is not null && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as CompositeId);

    public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);
}
