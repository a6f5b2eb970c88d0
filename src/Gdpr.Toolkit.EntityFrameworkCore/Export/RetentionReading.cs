using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Export;

/// <summary>Reads beforehand what decides until when a person's rows are kept, so that the rows themselves can be streamed.</summary>
internal sealed class RetentionReading
{
    private readonly PersonRetention _retention;
    private readonly RowAnchors _anchors;
    private readonly DateOnly _asOf;
    private readonly DateOnly? _erasureRequestedOn;

    private RetentionReading(PersonRetention retention, RowAnchors anchors, DateOnly asOf, DateOnly? erasureRequestedOn)
        => (_retention, _anchors, _asOf, _erasureRequestedOn) = (retention, anchors, asOf, erasureRequestedOn);

    /// <summary>Reads the dates on which rows of other entities depend, and what is on record about the person.</summary>
    public static async Task<RetentionReading> LoadAsync(GdprRuntime runtime, Person person, PersonRows rows, CancellationToken cancellationToken)
    {
        var anchors = new RowAnchors(runtime);
        var dates = new Dictionary<string, IReadOnlyList<DeclaredAnchor>>(StringComparer.Ordinal);
        foreach (var entity in Deciding(runtime, person, anchors))
        {
            await foreach (var declared in Dates(entity, anchors, rows, cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                // Days: few are different, however many rows there are.
                dates.TryAdd(string.Join('|', declared), declared);
            }
        }

        var today = runtime.Today;
        var retention = await PersonRetention.LoadAsync(runtime, person, today, new PersonAnchors(dates.Values), cancellationToken).ConfigureAwait(false);
        var requestedOn = rows.Subject.Count > 0 ? ErasureProgress.Of(rows.Subject, runtime.Zone).RequestedOn : null;
        return new RetentionReading(retention, anchors, today, requestedOn);
    }

    /// <summary>Gets what answers for an entity's rows; null where they hold nothing that could be kept.</summary>
    public RowRetention? For(MappedEntity entity)
        => entity.Personal.Any() ? new RowRetention(entity, _retention, _anchors, _asOf, _erasureRequestedOn) : null;

    private static IAsyncEnumerable<IReadOnlyList<DeclaredAnchor>> Dates(
        MappedEntity entity, RowAnchors anchors, PersonRows rows, CancellationToken cancellationToken)
        => anchors.AreColumns(entity) && !entity.IsSubject
            ? rows.ColumnsOf(entity, [.. anchors.Declared(entity).Select(declared => declared.Property.Property)])
                .Select(values => anchors.Of(entity, values))
            : rows.Of(entity, cancellationToken).Select(anchors.Of);

    /// <summary>Finds the entities whose dates decide for rows that have none of the kind themselves.</summary>
    private static IEnumerable<MappedEntity> Deciding(GdprRuntime runtime, Person person, RowAnchors anchors)
    {
        var needed = person.Entities
            .SelectMany(entity => Wanted(runtime, person, entity)
                .Where(anchor => !anchors.Declared(entity).Any(declared => RetentionCalendar.Leads(declared.Anchor, anchor))))
            .ToHashSet();
        return person.Entities.Where(entity => !entity.IsReadOnly
            && anchors.Declared(entity).Any(declared => needed.Any(anchor => RetentionCalendar.Leads(declared.Anchor, anchor))));
    }

    private static IEnumerable<AnchorName> Wanted(GdprRuntime runtime, Person person, MappedEntity entity)
        => entity.Personal
            .SelectMany(property => property.Purposes)
            .Distinct()
            .SelectMany(purpose => runtime.Purposes.Find(purpose)?.RuleFor(person.Mark.Role)?.Retention?.Anchors ?? []);
}
