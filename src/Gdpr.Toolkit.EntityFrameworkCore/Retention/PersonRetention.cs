using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Retention;

/// <summary>Asks for the values of one person's rows until when they are kept.</summary>
/// <remarks>
/// A period runs from the anchor in the value's own row. A value whose row has no such anchor is kept as long as the last of
/// the person's records that have one.
/// </remarks>
internal sealed class PersonRetention
{
    private readonly GdprRuntime _runtime;
    private readonly DataSubjectRole _role;
    private readonly RecordedStates _states;
    private readonly RowAnchors _declared;
    private readonly Dictionary<IRowsOfPerson, IReadOnlyList<DeclaredAnchor>> _anchors = [];
    private readonly PersonAnchors _person;
    private readonly Dictionary<AnchorName, IReadOnlyList<IRowsOfPerson>> _deciding = [];
    private readonly Dictionary<MappedProperty, IReadOnlyList<RetentionClaim>> _claims = [];

    private PersonRetention(
        GdprRuntime runtime,
        DataSubjectRole role,
        RowAnchors declared,
        PersonAnchors person,
        (RecordedStates States, HoldBook Holds) recorded)
        => (_runtime, _role, _declared, _person, _states, Holds) = (runtime, role, declared, person, recorded.States, recorded.Holds);

    /// <summary>Gets the legal holds that concern the person.</summary>
    public HoldBook Holds { get; }

    /// <summary>Gets how much is on record of what the person chose.</summary>
    public IReadOnlyList<ChoiceCount> Choices => _states.Counts;

    /// <summary>Reads what is on record about the person by a day, in the context's transaction if there is one.</summary>
    public static async Task<PersonRetention> LoadAsync(
        GdprRuntime runtime, Person person, DateOnly asOf, IReadOnlyCollection<IRowsOfPerson> rows, CancellationToken cancellationToken)
    {
        var declared = new RowAnchors(runtime);
        var recorded = await RecordedAsync(runtime, person, asOf, cancellationToken).ConfigureAwait(false);
        return new PersonRetention(runtime, person.Mark.Role, declared, new PersonAnchors([.. Lasts(rows).Select(declared.Of)]), recorded);
    }

    /// <summary>Reads the same for rows that are not held: of these, only the dates that decide for others are known.</summary>
    public static async Task<PersonRetention> LoadAsync(
        GdprRuntime runtime, Person person, DateOnly asOf, PersonAnchors anchors, CancellationToken cancellationToken)
        => new(runtime, person.Mark.Role, new RowAnchors(runtime), anchors, await RecordedAsync(runtime, person, asOf, cancellationToken).ConfigureAwait(false));

    /// <summary>Explains a property by nothing but the dates in its row: for values that neither a record of the person nor a hold concerns.</summary>
    public static RetentionExplanation ExplainByRow(
        GdprRuntime runtime,
        DataSubjectRole role,
        MappedProperty property,
        DateOnly asOf,
        IReadOnlyList<DeclaredAnchor> anchors,
        DateOnly? narrowedFrom)
        => runtime.Retention.Solve(new RetentionQuestion
        {
            AsOf = asOf,
            Claims = Claims(runtime, role, property, Narrowing(property, () => narrowedFrom), _ => PurposeState.Initial),
            Anchors = new AnchorRecords(anchors, new PersonAnchors([])),
        });

    /// <summary>Explains one property of one row.</summary>
    public RetentionExplanation Explain(IRowsOfPerson row, MappedProperty property, DateOnly asOf, DateOnly? erasureRequestedOn)
        => Explain(row, Anchors(row), property, asOf, erasureRequestedOn);

    /// <summary>Answers for one property of rows that are being erased, without the proof.</summary>
    public RetentionExplanation Answer(IRowsOfPerson row, MappedProperty property, DateOnly erasedOn)
        => _runtime.Retention.Solve(Question(row, Anchors(row), property, erasedOn, erasureRequestedOn: erasedOn) with { IsProved = false });

    /// <summary>Explains one property of a row that is not held, by the dates in it.</summary>
    public RetentionExplanation Explain(
        IRowsOfPerson row, IReadOnlyCollection<DeclaredAnchor> anchors, MappedProperty property, DateOnly asOf, DateOnly? erasureRequestedOn)
        => _runtime.Retention.Solve(Question(row, anchors, property, asOf, erasureRequestedOn));

    /// <summary>Finds the dates from which an erased person's value is counted: in its row, or in the record of the person that decides.</summary>
    /// <param name="row">The row.</param>
    /// <param name="property">The value that is retained in it.</param>
    /// <param name="records">All records of the person, the same in each call. Of groups, the one that decides is in one of several.</param>
    public IEnumerable<(IRowsOfPerson Row, MappedProperty Property)> Dates(IRowsOfPerson row, MappedProperty property, IReadOnlyList<IRowsOfPerson> records)
        => OwnDates(row, property, isErasureRequested: true).Concat(
            from anchor in AnchorsOf(property, isErasureRequested: true)
            from source in Declares(row, anchor) ? [row] : Deciding(anchor, records)
            from date in Dates(source.Mapped, anchor)
            select (source, date));

    /// <summary>Finds the properties of an entity that are dates of an anchor.</summary>
    public static IEnumerable<MappedProperty> Dates(MappedEntity entity, AnchorName anchor)
        => entity.Properties.Where(property => property.Classification != PropertyClassification.OtherPerson
            && property.Property.Anchors().Any(declared => RetentionCalendar.Leads(declared, anchor)));

    /// <summary>Finds the anchors by whose dates the purposes of a property end, over already or not: without its date, a period would begin again to have no end.</summary>
    /// <param name="property">The property.</param>
    /// <param name="isErasureRequested">Whether the person's erasure was asked for, which ends most purposes whatever their dates.</param>
    public IEnumerable<AnchorName> AnchorsOf(MappedProperty property, bool isErasureRequested)
        => Rules(property).SelectMany(rule => rule.Anchors(isErasureRequested)).Distinct();

    /// <summary>Finds those of an erased person's value that its own row does not have.</summary>
    public IEnumerable<AnchorName> AnchorsElsewhere(IRowsOfPerson row, MappedProperty property)
        => AnchorsOf(property, isErasureRequested: true).Where(anchor => !Declares(row, anchor));

    /// <summary>Finds the date in a row from which a property's own period runs, as far as that shortens anything.</summary>
    /// <param name="row">The row.</param>
    /// <param name="property">The property.</param>
    /// <param name="isErasureRequested">Whether the person's erasure was asked for.</param>
    public IEnumerable<(IRowsOfPerson Row, MappedProperty Property)> OwnDates(IRowsOfPerson row, MappedProperty property, bool isErasureRequested)
        => !isErasureRequested || Rules(property).Any(rule => rule.Basis == LegalBasis.PublicTask)
            ? row.Mapped.Properties.Where(property.CountsFrom).Select(date => (row, date))
            : [];

    /// <summary>Finds the rows in which an anchor of a value is: its own, or else all that have it.</summary>
    /// <param name="row">The row of the value.</param>
    /// <param name="anchor">The anchor.</param>
    /// <param name="records">All rows of the person, each by itself, the same in each call.</param>
    /// <returns>The rows, and the one of them that decides; null while there is none.</returns>
    public (IEnumerable<PersonRow> Rows, PersonRow? Deciding) RecordsOf(PersonRow row, AnchorName anchor, IReadOnlyList<PersonRow> records)
        => Declares(row, anchor)
            ? ([row], row)
            : (records.Where(record => Declares(record, anchor)), (PersonRow?)Deciding(anchor, records).SingleOrDefault());

    /// <summary>Finds the date from which a property's own period runs; null where it has none, or the date is not there yet.</summary>
    public DateOnly? NarrowedFrom(IRowsOfPerson row, MappedProperty property)
        => property.Mark?.RetentionFrom is { } from ? Latest(row, property, from) : null;

    private IEnumerable<PurposeRule> Rules(MappedProperty property)
        => property.Purposes.Select(purpose => _runtime.Purposes.Find(purpose)?.RuleFor(_role)).OfType<PurposeRule>();

    private RetentionQuestion Question(
        IRowsOfPerson row, IReadOnlyCollection<DeclaredAnchor> anchors, MappedProperty property, DateOnly asOf, DateOnly? erasureRequestedOn)
        => new()
        {
            AsOf = asOf,
            Claims = Claims(row, property),
            Anchors = new AnchorRecords(anchors, _person),
            ErasureRequestedOn = erasureRequestedOn,
            Holds = Holds.On(row.Mapped, property),
        };

    /// <summary>What claims a value is the same in all rows, unless it has a period of its own that runs from a date in its row.</summary>
    private IReadOnlyList<RetentionClaim> Claims(IRowsOfPerson row, MappedProperty property)
    {
        if (Narrowing(property, () => Latest(row, property, property.Mark!.RetentionFrom!)) is { } narrowing)
        {
            return Claims(_runtime, _role, property, narrowing, _states.For);
        }

        if (!_claims.TryGetValue(property, out var claims))
        {
            claims = Claims(_runtime, _role, property, narrowing: null, _states.For);
            _claims.Add(property, claims);
        }

        return claims;
    }

    private bool Declares(IRowsOfPerson row, AnchorName anchor) => Anchors(row).Any(declared => RetentionCalendar.Leads(declared.Anchor, anchor));

    private IReadOnlyList<IRowsOfPerson> Deciding(AnchorName anchor, IReadOnlyList<IRowsOfPerson> records)
    {
        if (!_deciding.TryGetValue(anchor, out var rows))
        {
            var calendar = _runtime.Retention.Calendar;
            var last = _person.Find(calendar, anchor).Date;
            var equal = records.Where(record
                => Declares(record, anchor) && calendar.Find(anchor, new AnchorRecords(Anchors(record), _person)).Date == last);
            rows = equal.FirstOrDefault() switch
            {
                null => [],
                RowGroup first => [.. equal.Where(record => record.Mapped == first.Mapped)],
                var first => [first],
            };
            _deciding.Add(anchor, rows);
        }

        return rows;
    }

    private IReadOnlyList<DeclaredAnchor> Anchors(IRowsOfPerson row)
    {
        if (!_anchors.TryGetValue(row, out var anchors))
        {
            anchors = _declared.Of(row);
            _anchors.Add(row, anchors);
        }

        return anchors;
    }

    /// <summary>Leaves of groups that differ in one date the last, and one without: what they keep elsewhere runs from these.</summary>
    private static IEnumerable<IRowsOfPerson> Lasts(IReadOnlyCollection<IRowsOfPerson> rows)
        => rows.OfType<PersonRow>().Concat<IRowsOfPerson>(
            rows.OfType<RowGroup>()
                .GroupBy(group => (group.Mapped, group.WithoutDate))
                .Select(alike => alike.MaxBy(group => group.Date)!));

    private static IReadOnlyList<RetentionClaim> Claims(
        GdprRuntime runtime, DataSubjectRole role, MappedProperty property, RetentionNarrowing? narrowing, Func<string, PurposeState> state)
        =>
        [
            .. from purpose in property.Mark!.Purposes
               let definition = runtime.Purposes.Find(purpose)
               let rule = definition?.RuleFor(role)
               where rule?.Basis is not null
               select new RetentionClaim(definition, rule) { Narrowing = narrowing, State = state(purpose) },
        ];

    private static RetentionNarrowing? Narrowing(MappedProperty property, Func<DateOnly?> date)
        => property.Mark is { Retention: { } period, RetentionFrom: { } from }
            ? new RetentionNarrowing(RetentionPeriod.Parse(period), from, date())
            : null;

    /// <summary>Of several elements of a collection the last decides, because all are kept in one row.</summary>
    private DateOnly? Latest(IRowsOfPerson row, MappedProperty property, string from)
    {
        var dates = row.Beside(property, from).Select(_runtime.Day).ToList();
        return dates.Contains(null) ? null : dates.Max();
    }

    private static Task<(RecordedStates States, HoldBook Holds)> RecordedAsync(
        GdprRuntime runtime, Person person, DateOnly asOf, CancellationToken cancellationToken)
        => ChoiceWork.ReadAsync(
            person.Context,
            runtime,
            async session => (
                await RecordedStates.ReadAsync(session, person, asOf, runtime.Zone, cancellationToken).ConfigureAwait(false),
                await HoldBook.ReadAsync(session, person, asOf, runtime, cancellationToken).ConfigureAwait(false)),
            cancellationToken);
}
