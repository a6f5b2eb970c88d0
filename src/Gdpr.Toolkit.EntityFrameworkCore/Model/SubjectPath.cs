using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>The way from an entity to the person whose data it holds: the foreign keys to follow, none when it is the person.</summary>
/// <remarks>Immutable and thread-safe. Two paths are equal when they lead over the same foreign keys to the same kind of person.</remarks>
public sealed class SubjectPath : IEquatable<SubjectPath>
{
    internal SubjectPath(IReadOnlyEntityType subject, IReadOnlyList<IReadOnlyForeignKey> hops) => (Subject, Hops) = (subject, hops);

    /// <summary>Gets the entity type that stands for the person.</summary>
    public IReadOnlyEntityType Subject { get; }

    /// <summary>Gets the foreign keys to follow, from the entity towards the person.</summary>
    public IReadOnlyList<IReadOnlyForeignKey> Hops { get; }

    /// <summary>Gets the kind of person that keys are made for.</summary>
    internal string Kind => field ??= Subject.DataSubject()!.EffectiveKind;

    /// <summary>Gets whether the entity is the person.</summary>
    public bool IsSubject => Hops.Count == 0;

    /// <summary>Gets whether rows can belong to nobody, because a foreign key on the way may be null.</summary>
    public bool IsOptional => Hops.Any(hop => !hop.IsRequired);

    /// <inheritdoc/>
    public bool Equals(SubjectPath? other) => other is not null && Subject == other.Subject && Hops.SequenceEqual(other.Hops);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SubjectPath);

    /// <inheritdoc/>
    public override int GetHashCode() => Hops.Aggregate(Subject.GetHashCode(), HashCode.Combine);

    /// <summary>Writes the names of the navigations to follow, or of the entity where there is none.</summary>
    /// <returns>A text such as <c>Case → Customer</c>; empty when the entity is the person.</returns>
    public override string ToString()
        => string.Join(" → ", Hops.Select(hop => hop.DependentToPrincipal?.Name ?? hop.PrincipalEntityType.ShortName()));
}
