using System.Linq.Expressions;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Retention;

/// <summary>Translates retention rules into what a database can tell by the dates in a row. It may say too much; the solver decides.</summary>
/// <remarks>
/// What a person does (consents, objects, asks for erasure) is not in the row: a purpose on consent can have ended at any time, and who
/// objected is looked for by their records.
/// </remarks>
internal sealed class DueCondition(GdprRuntime runtime, DateOnly today, bool comparesInstants)
{
    private readonly RowAnchors _anchors = new(runtime);

    /// <summary>Gets the rules that a property is kept by for people in a role.</summary>
    public IReadOnlyList<PurposeRule> Rules(MappedProperty property, DataSubjectRole role)
        =>
        [
            .. property.Purposes
                .Select(purpose => runtime.Purposes.Find(purpose)?.RuleFor(role))
                .Where(rule => rule?.Basis is not null)
                .Select(rule => rule!),
        ];

    /// <summary>Gets the condition that all purposes of a property have ended. What no purpose ever kept is none of a sweep's business.</summary>
    public SweepTerm Ended(Expression row, MappedEntity entity, MappedProperty property, DataSubjectRole role)
        => Rules(property, role) is { Count: > 0 } rules
            ? rules.Select(rule => Ended(row, entity, property, rule)).Aggregate((all, next) => all.And(next))
            : SweepTerm.Never;

    /// <summary>Gets the condition that what an erasure has retained of a property has ended: by then only a law and minimum periods keep it.</summary>
    public SweepTerm EndedOnRequest(Expression row, MappedEntity entity, MappedProperty property, DataSubjectRole role)
        => Rules(property, role).Where(rule => rule.IsExemptFromErasure || rule.Retention?.Floor is not null).ToList() is { Count: > 0 } rules
            ? rules.Select(rule => EndedOnRequest(row, entity, property, rule)).Aggregate((all, next) => all.And(next))
            : Ended(row, entity, property, role);

    /// <summary>Whether a property can fall due while the person stays: each purpose ends by time, by a choice of theirs, or by the property's own period.</summary>
    public bool CanEnd(MappedProperty property, DataSubjectRole role)
        => Rules(property, role) is { Count: > 0 } rules
            && rules.All(rule => rule.Basis == LegalBasis.Consent
                || rule.CanBeObjectedTo
                || rule.Retention is { From: not null } or { Ceiling: not null }
                || (property.Mark!.Retention is not null && rule.Basis != LegalBasis.LegalObligation));

    /// <summary>Gets the condition that a property holds something that can be taken.</summary>
    public static SweepTerm HasValue(Expression row, MappedProperty property)
    {
        if (property.Steps.Count > 0)
        {
            return SweepTerm.Always;
        }

        var value = StoredRows.Property(row, property.Property);
        var isThere = property.Property.IsNullable
            ? SweepTerm.Of(Expression.NotEqual(value, Expression.Constant(null, property.Property.ClrType)))
            : SweepTerm.Always;
        return !property.IsEncrypted && IsScalar(property.Property) && ReplacementValue.HasDefault(property.Property, property.Mark!)
            && ReplacementValue.For(property.Property, property.Mark!) is { } replacement
                ? isThere.And(SweepTerm.Of(Expression.NotEqual(value, StoredRows.Parameter(value.Type, replacement))))
                : isThere;
    }

    /// <summary>Whether nothing but dates in columns of the row itself decides about a property, and legal holds.</summary>
    public bool IsDecidedByRow(MappedEntity entity, MappedProperty property, DataSubjectRole role)
        => property is { Steps.Count: 0, When: null }
            && Rules(property, role) is { Count: > 0 } rules
            && rules.All(rule => rule.Basis != LegalBasis.Consent && (rule.Retention?.Anchors ?? []).All(anchor => IsInRow(entity, anchor)));

    /// <summary>Whether an anchor is a column of the entity's own rows.</summary>
    public bool IsInRow(MappedEntity entity, AnchorName anchor)
        => _anchors.AreColumns(entity) && _anchors.Declared(entity).Any(declared => RetentionCalendar.Leads(declared.Anchor, anchor));

    private SweepTerm Ended(Expression row, MappedEntity entity, MappedProperty property, PurposeRule rule)
    {
        if (rule.Basis == LegalBasis.Consent)
        {
            return SweepTerm.Always;
        }

        var retention = rule.Retention;
        var ended = retention?.From is { } from ? Passed(row, entity, from, retention.Period) : SweepTerm.Never;
        if (property.Mark is { Retention: { } period, RetentionFrom: { } column } && rule.Basis != LegalBasis.LegalObligation)
        {
            ended = ended.Or(Narrowed(row, property, RetentionPeriod.Parse(period), column));
        }

        if (retention?.Ceiling is { } ceiling)
        {
            ended = ended.Or(Passed(row, entity, ceiling.From, ceiling.Period));
        }

        return retention?.Floor is { } floor ? ended.And(Passed(row, entity, floor.From, floor.Period)) : ended;
    }

    private SweepTerm EndedOnRequest(Expression row, MappedEntity entity, MappedProperty property, PurposeRule rule)
        => rule is { IsExemptFromErasure: false, Retention.Floor: { } floor }
            ? Passed(row, entity, floor.From, floor.Period)
            : Ended(row, entity, property, rule);

    private SweepTerm Narrowed(Expression row, MappedProperty property, RetentionPeriod period, string column)
        => property.Steps.Count > 0
            ? SweepTerm.Always
            : Passed(row, property.Property.DeclaringType.FindProperty(column)!, period.LastDay);

    /// <summary>A period that runs from a date in the row is over; Always where the date is elsewhere.</summary>
    private SweepTerm Passed(Expression row, MappedEntity entity, AnchorName from, RetentionPeriod period)
    {
        var declared = _anchors.Declared(entity).Where(date => RetentionCalendar.Leads(date.Anchor, from)).ToList();
        return declared is [var (anchor, property)] && _anchors.AreColumns(entity)
            ? Passed(row, property.Property, day => period.LastDay(runtime.Retention.Calendar.Find(from, [new AnchorDate(anchor, day)])!.Value))
            : SweepTerm.Always;
    }

    private SweepTerm Passed(Expression row, IProperty date, Func<DateOnly, DateOnly> lastDay)
    {
        if (!IsComparable(date))
        {
            return SweepTerm.Always;
        }

        return LatestEnded(lastDay) is { } latest
            ? SweepTerm.Of(Expression.LessThanOrEqual(
                StoredRows.Property(row, date), StoredRows.Parameter(date.ClrType, Limit(date, latest))))
            : SweepTerm.Never;
    }

    /// <summary>Finds the latest date from which a period is over today: the later the date, the later the end.</summary>
    private DateOnly? LatestEnded(Func<DateOnly, DateOnly> lastDay)
    {
        var (over, running) = (-1, today.DayNumber);
        while (running - over > 1)
        {
            var middle = over + ((running - over) / 2);
            (over, running) = lastDay(DateOnly.FromDayNumber(middle)) < today ? (middle, running) : (over, middle);
        }

        return over < 0 ? null : DateOnly.FromDayNumber(over);
    }

    /// <summary>Dates are compared as they are; of instants a day more is taken, which covers every time zone.</summary>
    private static object Limit(IProperty date, DateOnly latest)
    {
        var type = Nullable.GetUnderlyingType(date.ClrType) ?? date.ClrType;
        var end = latest.AddDays(2).ToDateTime(TimeOnly.MinValue);
        if (type == typeof(DateOnly))
        {
            return latest;
        }

        if (type == typeof(DateTimeOffset))
        {
            return new DateTimeOffset(end, TimeSpan.Zero);
        }

        return date.GetColumnType().Contains("with time zone", StringComparison.OrdinalIgnoreCase) ? DateTime.SpecifyKind(end, DateTimeKind.Utc) : end;
    }

    private bool IsComparable(IProperty date)
        => date.EncryptedColumn() is null
            && date.GetTypeMapping().Converter is null
            && ((Nullable.GetUnderlyingType(date.ClrType) ?? date.ClrType) != typeof(DateTimeOffset) || comparesInstants);

    private static bool IsScalar(IProperty property)
        => property.ClrType == typeof(string) || (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsValueType;
}
