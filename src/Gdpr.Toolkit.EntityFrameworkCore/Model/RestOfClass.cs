using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Passes on what is said once of a class to those of its properties of which nothing is said.</summary>
internal static class RestOfClass
{
    public static void Mark(IConventionModel model)
    {
        foreach (var entityType in model.GetEntityTypes())
        {
            Mark(entityType, entityType);
        }
    }

    private static void Mark(IConventionEntityType entityType, IConventionTypeBase type)
    {
        foreach (var property in type.GetDeclaredProperties().Where(IsUnmarked))
        {
            if (ReasonFor(entityType, type, property) is { } reason)
            {
                property.SetAnnotation(GdprAnnotationNames.NotPersonalData, reason, fromDataAnnotation: true);
            }
        }

        foreach (var complex in type.GetDeclaredComplexProperties())
        {
            Mark(entityType, complex.ComplexType);
        }
    }

    // The own attribute of the class that declares the property; then what was said fluently; then the person's.
    private static string? ReasonFor(IConventionEntityType entityType, IConventionTypeBase type, IConventionProperty property)
        => MemberOf(property)?.DeclaringType?.GetCustomAttribute<NotPersonalDataAttribute>(inherit: false)?.Reason
            ?? type[GdprAnnotationNames.RestIsNotPersonalData] as string
            ?? (type == entityType && entityType.SubjectType()?.DataSubject() is { Rest: RestOfEntity.NotPersonalData } subject ? subject.Reason ?? "" : null);

    private static bool IsUnmarked(IConventionProperty property)
        => property.Classify() == PropertyClassification.Unclassified;

    private static MemberInfo? MemberOf(IConventionProperty property) => (MemberInfo?)property.PropertyInfo ?? property.FieldInfo;
}
