using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
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
    private readonly IReadOnlyCollection<PersonRow> _rows;

    public RetentionDecider(GdprRuntime runtime, DataSubjectRole role, DateOnly today, IReadOnlyCollection<PersonRow> rows)
    {
        _runtime = runtime;
        _role = role;
        _today = today;
        _rows = rows;
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
        IReadOnlyCollection<PersonRow> records = DeclaresAnchor(row, anchor) ? [row] : [.. _rows.Where(other => DeclaresAnchor(other, anchor))];
        var dates = records.Select(record => _runtime.Calendar.Find(anchor, [.. Anchors(record)])).ToList();
        if (dates.Contains(null))
        {
            return new RetentionReason(purpose, rule.Law!, Until: null);
        }

        return dates.Max() is { } from && rule.Period!.LastDay(from) is var lastDay && lastDay >= _today
            ? new RetentionReason(purpose, rule.Law!, lastDay)
            : null;
    }

    private static bool DeclaresAnchor(PersonRow row, RetentionAnchor anchor)
        => row.Mapped.Properties.SelectMany(property => property.Property.Anchors()).Any(declared => RetentionCalendar.Leads(declared, anchor));

    private IEnumerable<AnchorDate> Anchors(PersonRow row)
        => from property in row.Mapped.Properties
           from anchor in property.Property.Anchors()
           from value in row.Values(property)
           let date = Date(value)
           where date is not null
           select new AnchorDate(anchor, date.Value);

    private DateOnly? Date(object? value) => value switch
    {
        null => null,
        DateOnly date => date,
        DateTimeOffset instant => Day(instant),
        DateTime { Kind: DateTimeKind.Unspecified } local => DateOnly.FromDateTime(local),
        DateTime instant => Day(new DateTimeOffset(instant)),
        _ => throw new InvalidOperationException("A retention anchor is a DateOnly, DateTime or DateTimeOffset."),
    };

    private DateOnly Day(DateTimeOffset instant)
        => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _runtime.Options.TimeZone ?? TimeZoneInfo.Utc).DateTime);
}
