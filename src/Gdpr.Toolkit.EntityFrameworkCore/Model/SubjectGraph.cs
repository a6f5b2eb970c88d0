using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>One kind of people, and the entities whose rows are theirs. Immutable and thread-safe.</summary>
public sealed class SubjectGraph
{
    internal SubjectGraph(IEntityType subject, IEnumerable<MappedEntity> entities)
    {
        Metadata = subject;
        Mark = subject.DataSubject()!;
        Entities = [.. entities.OrderBy(entity => entity.Path.Hops.Count).ThenBy(entity => entity.EntityType.Name, StringComparer.Ordinal).ThenBy(entity => entity.Path.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Gets the entity type whose rows are the people.</summary>
    public IReadOnlyEntityType Metadata { get; }

    /// <summary>Gets the stable name of this kind of people.</summary>
    public string Kind => Mark.EffectiveKind;

    /// <summary>Gets the role in which they stand to the controller.</summary>
    public DataSubjectRole Role => Mark.Role;

    /// <summary>Gets the entities whose rows are theirs, their own first, then in order of the distance.</summary>
    public IReadOnlyList<MappedEntity> Entities { get; }

    internal DataSubjectMark Mark { get; }
}
