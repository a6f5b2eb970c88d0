using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What can be wrong with a kind of people as a whole: their keys, their marks, the dates that laws count from.</summary>
internal static class SubjectRules
{
    private const string IdentityAttribute = "Microsoft.AspNetCore.Identity.PersonalDataAttribute";

    public static IEnumerable<string> Violations(IConventionModel model, SubjectPathFinder finder, PurposeRegistry purposes)
        => model.GetEntityTypes()
            .Where(type => type.SubjectType() == type)
            .SelectMany(subject => Violations(subject, EntitiesOf(model, subject, finder), finder, purposes));

    private static List<IConventionEntityType> EntitiesOf(IConventionModel model, IConventionEntityType subject, SubjectPathFinder finder)
        => [.. model.GetEntityTypes().Where(type => finder.Candidates(type).Any(path => path.Subject == subject))];

    private static IEnumerable<string> Violations(
        IConventionEntityType subject, IReadOnlyList<IConventionEntityType> entities, SubjectPathFinder finder, PurposeRegistry purposes)
        => Rows(subject)
            .Concat(Keys(subject))
            .Concat(entities.SelectMany(Identity))
            .Concat(Anchors(subject, entities, finder, purposes));

    private static IEnumerable<string> Rows(IConventionEntityType subject)
    {
        if (subject.FindPrimaryKey() is null || subject.GetDerivedTypesInclusive().All(type => type.GetTableName() is null))
        {
            yield return $"'{subject.DisplayName()}' is a data subject but has no key, or no table of its own, so that nobody in it could be told apart or erased. "
                + "Give it both, or take the mark off and let its rows refer to the person.";
        }
    }

    private static IEnumerable<string> Keys(IConventionEntityType subject)
        => from property in subject.FindPrimaryKey()?.Properties ?? []
           where !Type.GetTypeCode(property.ClrType).IsInteger() && property.ClrType != typeof(string) && property.ClrType != typeof(Guid)
           select $"'{subject.DisplayName()}.{property.Name}' is a '{property.ClrType.Name}'. The key of a data subject is an integer, a Guid or a string "
               + "in the class itself; a value converter is not enough.";

    /// <summary>Identity's attribute says that something is personal data, but neither what nor why.</summary>
    private static IEnumerable<string> Identity(IConventionEntityType entityType)
        => from property in entityType.GetDeclaredProperties()
           where property.PersonalData() is null
               && property.FindAnnotation(GdprAnnotationNames.NotPersonalData) is null
               && property.PropertyInfo is { } member
               && Attribute.GetCustomAttributes(member).Any(attribute => IsIdentitys(attribute.GetType()))
               && !property.IsKey()
           select $"'{entityType.DisplayName()}.{property.Name}' is personal data by ASP.NET Core Identity's attribute, which says neither what it is nor what "
               + $"for, so it would not be erased. Add .Property(x => x.{property.Name}).IsPersonalData(PersonalDataCategory.…, \"purpose\") or .IsNotPersonalData(\"…\").";

    private static bool IsIdentitys(Type? attribute)
        => attribute is not null && (attribute.FullName == IdentityAttribute || IsIdentitys(attribute.BaseType));

    /// <summary>A period that counts from a date nobody has marked never ends, and one that a law demands would keep nothing.</summary>
    private static IEnumerable<string> Anchors(
        IConventionEntityType subject, IReadOnlyList<IConventionEntityType> entities, SubjectPathFinder finder, PurposeRegistry purposes)
    {
        var role = subject.DataSubject()!.Role;
        var declared = entities.SelectMany(entity => entity.DeclaredProperties()).SelectMany(property => property.Anchors()).Distinct().ToList();
        return from entity in entities
               from property in entity.DeclaredProperties()
               let mark = property.PersonalData()
               where mark is not null && finder.TryFindOwner(entity, mark)?.Subject == subject
               from purpose in mark.Purposes
               from anchor in purposes.Find(purpose)?.RuleFor(role)?.Retention?.Anchors ?? []
               where !declared.Any(date => RetentionCalendar.Leads(date, anchor))
               select $"'{property.DeclaringType.DisplayName()}.{property.Name}' is kept for '{purpose}' from '{anchor}', but no date of this kind of people is marked as "
                   + $"such, so the period could not run. Mark the date: {Mark(anchor)}.";
    }

    private static string Mark(AnchorName anchor) => anchor.Event is { } name ? $"[AnchorsRetention(\"{name}\")]" : "[AnchorsRetention(RetentionAnchor.…)]";

    private static bool IsInteger(this TypeCode code) => code is >= TypeCode.SByte and <= TypeCode.UInt64;
}
