using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Decides which values of a person a legal obligation keeps (GDPR Art. 17(3)(b)), and until when.</summary>
/// <remarks>
/// A period runs from the anchor in the value's own row, or else from the latest such anchor in all of the person's rows.
/// A row that has the anchor but no date in it yet is kept without an end: its period has not begun. A person without any
/// such record has nothing that the obligation is about.
/// </remarks>
internal sealed class RetentionDecider
{
    private readonly GdprRuntime _runtime;
    private readonly DataSubjectRole _role;
    private readonly DateOnly _today;
    private readonly List<AnchorDate> _ofPerson;

    public RetentionDecider(GdprRuntime runtime, DataSubjectRole role, DateOnly today, IReadOnlyCollection<PersonRow> rows)
    {
        _runtime = runtime;
        _role = role;
        _today = today;
        _ofPerson = [.. rows.SelectMany(Anchors)];
    }

    /// <summary>Finds the reason that keeps a value the longest; null when nothing does.</summary>
    public RetentionReason? Decide(PersonRow row, MappedProperty property)
    {
        var reasons = property.Mark!.Purposes
            .Select(purpose => (Purpose: purpose, Rule: _runtime.Purposes.Find(purpose)?.RuleFor(_role)))
            .Where(purpose => purpose.Rule is { Basis: LegalBasis.LegalObligation })
            .Select(purpose => Reason(row, purpose.Purpose, purpose.Rule!))
            .OfType<RetentionReason>()
            .ToList();
        return reasons.Find(reason => reason.Until is null) ?? reasons.MaxBy(reason => reason.Until);
    }

    private RetentionReason? Reason(PersonRow row, string purpose, PurposeRule rule)
    {
        var anchor = rule.Anchor!.Value;
        var own = _runtime.Calendar.Find(anchor, [.. Anchors(row)]);
        if (own is null && DeclaresAnchor(row, anchor))
        {
            return new RetentionReason(purpose, rule.Law!, Until: null);
        }

        return (own ?? _runtime.Calendar.Find(anchor, _ofPerson)) is { } from && rule.Period!.LastDay(from) is var lastDay && lastDay >= _today
            ? new RetentionReason(purpose, rule.Law!, lastDay)
            : null;
    }

    private static bool DeclaresAnchor(PersonRow row, RetentionAnchor anchor)
        => row.Mapped.EntityType.GetProperties()
            .SelectMany(property => property.Anchors())
            .Any(declared => declared == anchor
                || (anchor == RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd
                    && declared is RetentionAnchor.FiscalYearEnd or RetentionAnchor.InvoiceDate));

    private IEnumerable<AnchorDate> Anchors(PersonRow row)
        => from property in row.Mapped.EntityType.GetProperties()
           from anchor in property.Anchors()
           let date = Date(row[property])
           where date is not null
           select new AnchorDate(anchor, date.Value);

    private DateOnly? Date(object? value) => value switch
    {
        null => null,
        DateOnly date => date,
        DateTimeOffset instant => Day(instant),
        DateTime time => Day(new DateTimeOffset(time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time)),
        _ => throw new InvalidOperationException("A retention anchor is a DateOnly, DateTime or DateTimeOffset."),
    };

    private DateOnly Day(DateTimeOffset instant)
        => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _runtime.Options.TimeZone ?? TimeZoneInfo.Utc).DateTime);
}
