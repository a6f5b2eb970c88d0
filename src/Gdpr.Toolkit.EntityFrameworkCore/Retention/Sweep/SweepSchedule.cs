using System.Linq.Expressions;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Retention;

/// <summary>What can fall due in a model on a day, and which of it is found by rows and which by people.</summary>
internal sealed class SweepSchedule
{
    private readonly CountedDates _dates;

    private SweepSchedule(SubjectGraph subject, DueCondition condition)
    {
        Subject = subject;
        Condition = condition;
        _dates = new CountedDates(subject, condition);
        Groups = [.. subject.Entities.Where(entity => !entity.IsReadOnly).Reverse().SelectMany(GroupsOf)];
    }

    public SubjectGraph Subject { get; }

    public DueCondition Condition { get; }

    /// <summary>Gets the groups, those of the rows that hang on others first.</summary>
    public IReadOnlyList<SweepGroup> Groups { get; }

    /// <exception cref="NotSupportedException">Something falls due that nothing could be done about.</exception>
    public static IReadOnlyList<SweepSchedule> Of(DbContext context, GdprRuntime runtime, DateOnly today)
    {
        var condition = new DueCondition(runtime, today, comparesInstants: context.Database.ProviderName == DatabaseProviders.Npgsql);
        List<SweepSchedule> schedules = [.. PersonalDataMap.Of(context.Model).Subjects.Select(subject => new SweepSchedule(subject, condition))];
        var missing = schedules.SelectMany(schedule => schedule.Groups.SelectMany(schedule.Unemptied)).Distinct(StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? schedules : throw new NotSupportedException(
            $"A sweep could not empty {string.Join(", ", missing)} when its time is up: the column is required, and nothing says what to write. "
            + "Make it nullable, declare Replacement = \"…\", or let all purposes of the row say OnExpiry(ExpiryAction.Delete), if no other row refers to it. "
            + "Nothing was swept.");
    }

    /// <summary>Builds the condition that rows hold something of a group that may be due.</summary>
    public SweepTerm Due(Expression row, SweepGroup group)
        => Due(row, group, Condition.Ended(row, group.Entity, group.Properties[0], Subject.Role));

    /// <summary>Builds the condition that rows hold something of a group that may be due, of people who were removed or erased.</summary>
    public SweepTerm DueOnRequest(Expression row, SweepGroup group)
        => Due(row, group, Condition.EndedOnRequest(row, group.Entity, group.Properties[0], Subject.Role));

    private static SweepTerm Due(Expression row, SweepGroup group, SweepTerm ended)
    {
        var holds = group.Properties.Select(property => DueCondition.HasValue(row, property)).Aggregate((all, next) => all.Or(next));
        return ended.And(group.DeletesRows ? SweepTerm.Always : holds);
    }

    private IEnumerable<SweepGroup> GroupsOf(MappedEntity entity)
    {
        var groups = entity.Personal
            .Where(property => Condition.Rules(property, Subject.Role).Count > 0)
            .GroupBy(property => (string.Join('|', property.Purposes.Order(StringComparer.Ordinal)), property.Mark!.Retention, property.Mark.RetentionFrom, string.Join('|', property.Steps.Select(step => step.Name))))
            .Select(group => group.ToList())
            .ToList();
        return groups.Select(properties =>
        {
            var isWhole = groups.Count == 1 && properties.Count == entity.Personal.Count() && !entity.IsSubject && !entity.IsShared && DeletesOnExpiry(properties[0]);
            return new SweepGroup(
                entity,
                properties,
                IsSimple(entity) && (isWhole ? !IsReferredTo(entity) : properties.All(SetColumns.CanEmpty))
                    && properties.All(property => Condition.IsDecidedByRow(entity, property, Subject.Role))
                    && !(isWhole ? _dates.AreIn(entity) : _dates.AreAmong(entity, properties)),
                isWhole);
        });
    }

    private bool DeletesOnExpiry(MappedProperty property)
        => Condition.Rules(property, Subject.Role).Any(rule => rule.Retention?.OnExpiry == ExpiryAction.Delete);

    /// <summary>Whether a row is one row of one table, with one key. A person's own row is not: with it the person may be at an end.</summary>
    private static bool IsSimple(MappedEntity entity)
        => entity is { IsSubject: false, IsShared: false, HasHistory: false, IsJoin: false }
            && entity.EntityType.GetTableMappings().Count() == 1
            && entity.EntityType.FindPrimaryKey()!.Properties is [var key]
            && (key.ClrType == typeof(int) || key.ClrType == typeof(long) || key.ClrType == typeof(Guid))
            && key.GetTypeMapping().Converter is null;

    private static bool IsReferredTo(MappedEntity entity)
        => entity.EntityType.GetReferencingForeignKeys().Any()
            || entity.EntityType.GetDerivedTypes().Any(type => type.GetDeclaredReferencingForeignKeys().Any());

    private IEnumerable<string> Unemptied(SweepGroup group)
        => Condition.CanEnd(group.Properties[0], Subject.Role)
            ? group.Properties
                .Where(property => MayStay(group, property) && !ReplacementValue.HasDefault(property.Property, property.Mark!))
                .Select(property => $"'{property.Entity}.{property.Path}'")
            : [];

    /// <summary>Whether a row can be there without a value: it is not deleted with it, or not while others refer to it, or for its dates, which stay with it.</summary>
    private bool MayStay(SweepGroup group, MappedProperty property)
        => !group.DeletesRows
            || ForeignDependents.TypesReferringTo(group.Entity.EntityType).Any(type => !GoesAlong(group, type))
            || (_dates.AreIn(group.Entity) && property.Property.Anchors().Count == 0);

    /// <summary>Whether rows that refer to others are deleted with them: the person's as well, for the same purposes, and counted from the same dates, which are in other rows.</summary>
    private bool GoesAlong(SweepGroup group, IEntityType referring)
    {
        var entities = Subject.Entities.Where(entity => entity.EntityType == referring).ToList();
        return entities.Count > 0 && entities.TrueForAll(entity => !entity.IsShared
            && entity.Personal.Any()
            && entity.Personal.All(property => property.Mark!.Retention is null
                && property.Purposes.ToHashSet(StringComparer.Ordinal).SetEquals(group.Properties[0].Purposes)
                && Condition.Rules(property, Subject.Role).SelectMany(rule => rule.Retention?.Anchors ?? [])
                    .All(anchor => !Condition.IsInRow(entity, anchor) && !Condition.IsInRow(group.Entity, anchor))));
    }
}
