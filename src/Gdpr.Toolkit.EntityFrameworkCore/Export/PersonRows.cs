using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Export;

/// <summary>A person's rows, streamed entity by entity; only the person's own row is held.</summary>
internal sealed class PersonRows
{
    private readonly Person _person;
    private readonly PersonRowReader _reader;
    private readonly TenantCondition? _tenant;

    private PersonRows(Person person, PersonRowReader reader, IReadOnlyList<PersonRow> subject)
    {
        (_person, _reader, Subject) = (person, reader, subject);
        _tenant = TenantCondition.Of(subject);
    }

    /// <summary>Gets the person's own row; none when nothing leads to the person at all.</summary>
    public IReadOnlyList<PersonRow> Subject { get; }

    /// <exception cref="InvalidOperationException">The person has no row, and either nobody said that this may be, or other rows lead to them.</exception>
    public static async Task<PersonRows> LoadAsync(Person person, bool allowUnknown, CancellationToken cancellationToken)
    {
        var reader = new PersonRowReader(person.Context, tracking: false);
        var subject = new List<PersonRow>();
        foreach (var entity in person.Entities.Where(entity => entity.IsSubject && !entity.IsReadOnly))
        {
            await foreach (var row in reader.StreamAsync(entity, person.Key, tenant: null, cancellationToken).ConfigureAwait(false))
            {
                subject.Add(row);
            }
        }

        if (subject.Count == 0)
        {
            await RequireNothingAsync(person, reader, allowUnknown, cancellationToken).ConfigureAwait(false);
        }

        return new PersonRows(person, reader, subject);
    }

    /// <summary>Reads the rows of one entity.</summary>
    public IAsyncEnumerable<PersonRow> Of(MappedEntity entity, CancellationToken cancellationToken)
        => Subject.Count == 0 || entity.IsSubject
            ? Subject.Where(row => row.Mapped == entity).ToAsyncEnumerable()
            : _reader.StreamAsync(entity, _person.Key, _tenant, cancellationToken);

    /// <summary>Reads some columns of the rows of an entity, and nothing else of them.</summary>
    public IAsyncEnumerable<object?[]> ColumnsOf(MappedEntity entity, IReadOnlyList<IProperty> columns)
        => Subject.Count == 0
            ? AsyncEnumerable.Empty<object?[]>()
            : _reader.StreamColumnsAsync(entity, _person.Key, _tenant, columns);

    /// <summary>Looks behind every filter and tenant: a person of another tenant is not one of whom nothing is held.</summary>
    private static async Task RequireNothingAsync(Person person, PersonRowReader reader, bool allowUnknown, CancellationToken cancellationToken)
    {
        if (!allowUnknown)
        {
            throw person.NotFound();
        }

        foreach (var entity in person.Entities.Where(entity => !entity.IsReadOnly))
        {
            if (await reader.CountEverywhereAsync(entity, person.Key, cancellationToken).ConfigureAwait(false) > 0)
            {
                throw person.NotFound();
            }
        }
    }
}
