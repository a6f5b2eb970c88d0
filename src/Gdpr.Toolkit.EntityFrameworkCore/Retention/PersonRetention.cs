using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
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
    private readonly Dictionary<PersonRow, IReadOnlyList<DeclaredAnchor>> _anchors;
    private readonly PersonAnchors _person;
    private readonly Dictionary<AnchorName, PersonRow?> _deciding = [];

    private PersonRetention(
        GdprRuntime runtime,
        DataSubjectRole role,
        Dictionary<PersonRow, IReadOnlyList<DeclaredAnchor>> anchors,
        PersonAnchors person,
        (RecordedStates States, HoldBook Holds) recorded)
        => (_runtime, _role, _anchors, _person, _states, Holds) = (runtime, role, anchors, person, recorded.States, recorded.Holds);

    /// <summary>Gets the legal holds that concern the person.</summary>
    public HoldBook Holds { get; }

    /// <summary>Reads what is on record about the person by a day, in the context's transaction if there is one.</summary>
    public static async Task<PersonRetention> LoadAsync(
        GdprRuntime runtime, Person person, DateOnly asOf, IReadOnlyCollection<PersonRow> rows, CancellationToken cancellationToken)
    {
        var declared = new RowAnchors(runtime);
        var anchors = rows.ToDictionary(row => row, declared.Of);
        var recorded = await RecordedAsync(runtime, person, asOf, cancellationToken).ConfigureAwait(false);
        return new PersonRetention(runtime, person.Mark.Role, anchors, new PersonAnchors(anchors.Values), recorded);
    }

    /// <summary>Reads the same for rows that are not held: of these, only the dates that decide for others are known.</summary>
    public static async Task<PersonRetention> LoadAsync(
        GdprRuntime runtime, Person person, DateOnly asOf, PersonAnchors anchors, CancellationToken cancellationToken)
        => new(runtime, person.Mark.Role, [], anchors, await RecordedAsync(runtime, person, asOf, cancellationToken).ConfigureAwait(false));

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
    public RetentionExplanation Explain(PersonRow row, MappedProperty property, DateOnly asOf, DateOnly? erasureRequestedOn)
        => Explain(row, _anchors[row], property, asOf, erasureRequestedOn);

    /// <summary>Explains one property of a row that is not held, by the dates in it.</summary>
    public RetentionExplanation Explain(
        PersonRow row, IReadOnlyCollection<DeclaredAnchor> anchors, MappedProperty property, DateOnly asOf, DateOnly? erasureRequestedOn)
        => _runtime.Retention.Solve(new RetentionQuestion
        {
            AsOf = asOf,
            Claims = Claims(_runtime, _role, property, Narrowing(property, () => Latest(row, property, property.Mark!.RetentionFrom!)), _states.For),
            Anchors = new AnchorRecords(anchors, _person),
            ErasureRequestedOn = erasureRequestedOn,
            Holds = Holds.On(row.Mapped, property),
        });

    /// <summary>Finds the dates from which purposes count for a row: in the row itself, or in the record of the person that decides.</summary>
    public IEnumerable<(PersonRow Row, MappedProperty Property)> Dates(PersonRow row, IEnumerable<string> purposes)
        => from anchor in purposes.SelectMany(purpose => _runtime.Purposes.Find(purpose)?.RuleFor(_role)?.Retention?.Anchors ?? []).Distinct()
           let source = Declares(row, anchor) ? row : Deciding(anchor)
           where source is not null
           from property in source.Mapped.Properties
           where property.Classification != PropertyClassification.OtherPerson
               && property.Property.Anchors().Any(declared => RetentionCalendar.Leads(declared, anchor))
           select (source, property);

    /// <summary>Finds the date from which a property's own period runs; null where it has none, or the date is not there yet.</summary>
    public DateOnly? NarrowedFrom(PersonRow row, MappedProperty property)
        => property.Mark?.RetentionFrom is { } from ? Latest(row, property, from) : null;

    private bool Declares(PersonRow row, AnchorName anchor) => _anchors[row].Any(declared => RetentionCalendar.Leads(declared.Anchor, anchor));

    private PersonRow? Deciding(AnchorName anchor)
    {
        if (!_deciding.TryGetValue(anchor, out var row))
        {
            var calendar = _runtime.Retention.Calendar;
            var last = _person.Find(calendar, anchor).Date;
            row = _anchors.Keys.FirstOrDefault(record
                => Declares(record, anchor) && calendar.Find(anchor, new AnchorRecords(_anchors[record], _person)).Date == last);
            _deciding.Add(anchor, row);
        }

        return row;
    }

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
    private DateOnly? Latest(PersonRow row, MappedProperty property, string from)
    {
        var dates = row.Owners(property.Steps)
            .Select(owner => property.Steps.Count == 0 ? row[Sibling(property, from)] : Sibling(property, from).GetGetter().GetClrValue(owner))
            .Select(_runtime.Day)
            .ToList();
        return dates.Contains(null) ? null : dates.Max();
    }

    private static IProperty Sibling(MappedProperty property, string name) => property.Property.DeclaringType.FindProperty(name)!;

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
