using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>The columns that tell groups of rows apart, where an erasure can be planned without looking at each row.</summary>
/// <remarks>
/// What becomes of a row depends on its dates, the conditions of its values, and the rows that it keeps or that keep it. Where rows
/// refer to it, it depends on each of them.
/// </remarks>
internal sealed class GroupColumns
{
    private GroupColumns(MappedEntity mapped, IReadOnlyList<IProperty> all)
    {
        All = all;
        var dates = all.Index().Where(column => AnchorRules.IsDate(column.Item)).ToList();
        Date = dates is [var (index, _)] ? index : -1;
        AreRanges = all is [var date] && Date == 0 && IsIndexed(mapped, date);
    }

    public IReadOnlyList<IProperty> All { get; }

    /// <summary>Gets the index of the only one that holds a date; -1 without one, and where there are several.</summary>
    public int Date { get; }

    /// <summary>Gets whether a date is all there is, and an index counts the rows of a person between two dates.</summary>
    public bool AreRanges { get; }

    /// <returns>The columns; null where every row has to be looked at.</returns>
    public static GroupColumns? Of(MappedEntity mapped, Person person)
    {
        if (mapped.IsSubject || mapped.IsShared || !mapped.Personal.Any()
            || person.Entities.Count(other => other.EntityType == mapped.EntityType) > 1
            || !KeyAfter.HasOrder(mapped.EntityType.FindPrimaryKey()!.Properties)
            || ForeignDependents.Links(mapped.EntityType).Any()
            || mapped.EntityType.GetForeignKeys().Any(RowLinks.IsPart))
        {
            return null;
        }

        var deciding = mapped.Properties.Where(property => IsDate(property) || property.Condition is not null || property.Mark?.RetentionFrom is not null);
        if (deciding.Any(property => property.Steps.Count > 0 || (IsDate(property) && property.Condition is not null)))
        {
            return null;
        }

        IReadOnlyList<IProperty> columns = [.. deciding.SelectMany(Columns).Concat(Links(mapped, person)).Distinct()];
        return columns.Any(column => column.EncryptedColumn() is not null) ? null : new GroupColumns(mapped, columns);
    }

    /// <summary>Writes values of these columns as a text that differs whenever one of them does.</summary>
    public static string TextOf(IReadOnlyList<object?> values) => values.Count == 1 ? ValueText.Of(values[0]) : ValueText.Of(values);

    private static bool IsIndexed(MappedEntity mapped, IProperty date)
        => (date.ClrType == typeof(DateOnly) || date.ClrType == typeof(DateOnly?))
            && date.FindTypeMapping()?.Converter is null
            && mapped.Path.Hops is [var link]
            && mapped.EntityType.GetIndexes().Any(index => index.GetFilter() is null && index.Properties.SequenceEqual([.. link.Properties, date]));

    private static bool IsDate(MappedProperty property)
        => property.Classification != PropertyClassification.OtherPerson && property.Property.Anchors().Count > 0;

    private static IEnumerable<IProperty> Columns(MappedProperty property)
    {
        if (IsDate(property))
        {
            yield return property.Property;
        }

        if (property.Condition is { } condition)
        {
            yield return condition;
        }

        if (property.Mark?.RetentionFrom is { } from)
        {
            yield return property.Property.DeclaringType.FindProperty(from)!;
        }
    }

    /// <summary>Foreign keys to other rows of the person; the person's own row stays in any case.</summary>
    private static IEnumerable<IProperty> Links(MappedEntity mapped, Person person)
        => mapped.EntityType.GetForeignKeys()
            .Where(foreignKey => person.Entities.Any(other => !other.IsSubject && foreignKey.PrincipalEntityType.IsAssignableFrom(other.EntityType)))
            .SelectMany(foreignKey => foreignKey.Properties);
}
