using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Decides which values of a person a legal obligation keeps (GDPR Art. 17(3)(b)), and until when.</summary>
/// <remarks>
/// A period runs from the anchor in the value's own row. A value whose row has no such anchor is kept as long as the last of
/// the person's records that have one. A record without a date yet is kept without an end: its period has not begun. A person
/// without any such record has nothing that the obligation is about.
/// </remarks>
internal sealed class RetentionDecider
{
    private readonly GdprRuntime _runtime;
    private readonly DataSubjectRole _role;
    private readonly DateOnly _today;
    private readonly ControllerZone _zone;
    private readonly RetentionSolver _solver;
    private readonly Lazy<PersonAnchors> _person;

    public RetentionDecider(GdprRuntime runtime, DataSubjectRole role, DateOnly today, IReadOnlyCollection<PersonRow> rows)
    {
        _runtime = runtime;
        _role = role;
        _today = today;
        _zone = runtime.Options.TimeZone is { } zone ? new ControllerZone(zone) : ControllerZone.Utc;
        _solver = new RetentionSolver(runtime.Calendar, _zone);
        _person = new(() => new PersonAnchors([.. rows.Select(Anchors)]));
    }

    /// <summary>Finds the reason that keeps a value the longest; null when nothing does.</summary>
    public RetentionReason? Decide(PersonRow row, MappedProperty property)
    {
        var answer = _solver.Solve(new RetentionQuestion
        {
            AsOf = _today,
            Claims =
            [
                .. from purpose in property.Mark!.Purposes
                   let definition = _runtime.Purposes.Find(purpose)
                   let rule = definition?.RuleFor(_role)
                   where rule is { Basis: LegalBasis.LegalObligation }
                   select new RetentionClaim(definition, rule),
            ],
            Anchors = new AnchorRecords(Anchors(row), _person.Value),
        });
        return answer.Outcome == RetentionOutcome.NothingKeepsIt ? null : new RetentionReason(answer.Purpose!, answer.Law!, answer.LastDay);
    }

    private List<DeclaredAnchor> Anchors(PersonRow row) =>
    [
        .. from property in row.Mapped.Properties
           from anchor in property.Property.Anchors()
           where anchor != RetentionAnchor.Custom
           let dates = row.Values(property).Select(Date).Where(date => date is not null).ToList()
           select new DeclaredAnchor(anchor, dates.Max()),
    ];

    private DateOnly? Date(object? value) => value switch
    {
        null => null,
        DateOnly date => date,
        DateTimeOffset instant => _zone.DayOf(instant),
        DateTime { Kind: DateTimeKind.Unspecified } local => DateOnly.FromDateTime(local),
        DateTime instant => _zone.DayOf(new DateTimeOffset(instant)),
        _ => throw new InvalidOperationException("A retention anchor is a DateOnly, DateTime or DateTimeOffset."),
    };
}
