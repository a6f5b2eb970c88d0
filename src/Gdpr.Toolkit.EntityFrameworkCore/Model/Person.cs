using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>One person in one context: their kind, their key, and the entity types whose rows are theirs.</summary>
internal sealed class Person
{
    private Person(DbContext context, SubjectGraph graph, IReadOnlyList<object> key)
    {
        Context = context;
        SubjectType = graph.Metadata;
        Key = key;
        Entities = graph.Entities;
        Mark = graph.Mark;
    }

    public DbContext Context { get; }

    public IReadOnlyEntityType SubjectType { get; }

    public DataSubjectMark Mark { get; }

    public IReadOnlyList<object> Key { get; }

    public IReadOnlyList<MappedEntity> Entities { get; }

    /// <exception cref="InvalidOperationException">No context has the entity, or the key does not fit it.</exception>
    public static Person Find(SubjectContexts contexts, DataSubject subject) => In(contexts.For(subject), subject);

    /// <exception cref="InvalidOperationException">The context does not have the entity, or the key does not fit it.</exception>
    public static Person In(DbContext context, DataSubject subject)
    {
        var entityType = context.Model.FindEntityType(subject.EntityType) is { } found && found.SubjectType() is not null
            ? found
            : throw new InvalidOperationException(
                $"'{subject.EntityType.Name}' is no data subject of '{context.GetType().Name}'. Mark it with [DataSubject], or ask the context that has it.");
        var properties = entityType.FindPrimaryKey()!.Properties;
        if (properties.Count != subject.Key.Count
            || properties.Where((property, index) => property.ClrType != subject.Key[index].GetType()).Any())
        {
            throw new InvalidOperationException(
                $"'{subject.EntityType.Name}' is identified by ({string.Join(", ", properties.Select(property => $"{property.ClrType.Name} {property.Name}"))}). "
                + "Pass values of exactly these types, in this order.");
        }

        return new Person(context, PersonalDataMap.Of(context.Model).For(entityType.SubjectType()!), subject.Key);
    }

    /// <summary>Takes a key as it was read from the context.</summary>
    public static Person Of(DbContext context, SubjectGraph graph, IReadOnlyList<object> key) => new(context, graph, key);

    /// <summary>Reads the person's rows, the person's own first.</summary>
    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    public async Task<List<PersonRow>> ReadAsync(bool tracking, CancellationToken cancellationToken)
    {
        var rows = await new PersonRowReader(Context, tracking).ReadAllAsync(Entities, Key, cancellationToken).ConfigureAwait(false);
        return rows.Any(row => row.Mapped.IsSubject)
            ? rows
            : throw NotFound();
    }

    public InvalidOperationException NotFound() => new(
        $"There is no '{SubjectType.ShortName()}' with the given key within the boundaries of the application's query filters. Check the key and the tenant.");
}
