using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Holds;

/// <summary>The holds that concern one person, as they were on record at the end of a day.</summary>
internal sealed class HoldBook
{
    private readonly IReadOnlyList<HoldRow> _rows;
    private readonly ControllerZone _zone;
    private readonly DateOnly _asOf;

    private HoldBook(IReadOnlyList<HoldRow> rows, ControllerZone zone, DateOnly asOf) => (_rows, _zone, _asOf) = (rows, zone, asOf);

    /// <exception cref="InvalidOperationException">A hold in force names what the application does not have: that must not count as "not held".</exception>
    public static async Task<HoldBook> ReadAsync(
        ChoiceSession session, Person person, DateOnly asOf, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        var reference = session.Realm is { } realm ? PersonKeys.ReferenceOf(person, realm) : null;
        var rows = await session.Rows<HoldRow>().AsNoTracking()
            .Where(row => row.SubjectRef == null || row.SubjectRef == reference)
            .OrderBy(row => row.PlacedAt).ThenBy(row => row.HoldId)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        HoldRules.Require(rows, person.Context.Model, runtime);
        // One that a server whose clock is ahead has placed is in force now all the same.
        var isNow = asOf >= runtime.Today;
        return new HoldBook(
            [.. rows.Where(row => (isNow && row.ReleasedAt is null) || runtime.Zone.DayOf(ChoiceRows.Read(row.PlacedAt)) <= asOf)], runtime.Zone, asOf);
    }

    /// <summary>Gets the hold that is in force on everything of the person; null when there is none.</summary>
    public Guid? OnWholePerson => _rows.FirstOrDefault(row => row.Keeps(null) && row.Purpose is null && IsInForce(row))?.HoldId;

    /// <summary>Whether a hold is in force on a row as a whole, whatever it holds.</summary>
    public bool IsOn(MappedEntity entity) => _rows.Any(row => row.Keeps(entity.EntityType) && row.Purpose is null && IsInForce(row));

    /// <summary>Finds a hold that is in force on a property; null when there is none.</summary>
    public Guid? InForceOn(MappedEntity entity, MappedProperty property) => _rows.FirstOrDefault(row => Keeps(row, entity, property) && IsInForce(row))?.HoldId;

    /// <summary>Gets the days on which holds keep a property.</summary>
    public IReadOnlyList<HoldSpan> On(MappedEntity entity, MappedProperty property)
        => _rows.Count == 0 ? []
            : [.. _rows.Where(row => Keeps(row, entity, property)).Select(Span)];

    private static bool Keeps(HoldRow row, MappedEntity entity, MappedProperty property)
        => row.Keeps(entity.EntityType) && (row.Purpose is null || property.Purposes.Contains(row.Purpose));

    private bool IsInForce(HoldRow row) => Span(row).Days.Contains(_asOf);

    private HoldSpan Span(HoldRow row) => new(
        row.HoldId.ToString("D"),
        _zone.DayOf(ChoiceRows.Read(row.PlacedAt)) is var placed && placed > _asOf ? _asOf : placed,
        DateOnly.FromDayNumber(row.ReviewOn),
        row.ReleasedAt is { } released ? _zone.DayOf(ChoiceRows.Read(released)) : null);
}
