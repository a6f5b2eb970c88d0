using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Retention;

/// <summary>The dates of a kind of people from which other values are counted, so that they cannot be taken without a look at these.</summary>
internal sealed class CountedDates(SubjectGraph subject, DueCondition condition)
{
    private readonly HashSet<AnchorName> _fromElsewhere =
    [
        .. from entity in subject.Entities
           from property in entity.Personal
           from anchor in Anchors(condition, subject, property)
           where !condition.IsInRow(entity, anchor)
           select anchor,
    ];

    /// <summary>Whether values of other rows are counted from dates in an entity's rows.</summary>
    public bool AreIn(MappedEntity entity) => entity.Properties.Any(IsCountedElsewhere);

    /// <summary>Whether anything but some properties themselves is counted from dates among them.</summary>
    public bool AreAmong(MappedEntity entity, IReadOnlyList<MappedProperty> properties)
        => properties.Any(date => IsCountedElsewhere(date) || entity.Personal.Except(properties).Any(other => IsCounted(other, date)));

    private bool IsCountedElsewhere(MappedProperty date)
        => date.Classification != PropertyClassification.OtherPerson
            && date.Property.Anchors().Any(declared => _fromElsewhere.Any(anchor => RetentionCalendar.Leads(declared, anchor)));

    private bool IsCounted(MappedProperty value, MappedProperty date)
        => value.CountsFrom(date)
            || Anchors(condition, subject, value).Any(anchor => date.Property.Anchors().Any(declared => RetentionCalendar.Leads(declared, anchor)));

    private static IEnumerable<AnchorName> Anchors(DueCondition condition, SubjectGraph subject, MappedProperty property)
        => condition.Rules(property, subject.Role).SelectMany(rule => rule.Retention?.Anchors ?? []);
}
