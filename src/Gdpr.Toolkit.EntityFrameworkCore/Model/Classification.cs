using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Tells what the marks of a property, and its part in the model, make of it.</summary>
internal static class Classification
{
    /// <summary>Classifies a property without regard to whose data it is.</summary>
    public static PropertyClassification Classify(this IReadOnlyProperty property) => property switch
    {
        _ when property.IsBookkeeping() => PropertyClassification.Bookkeeping,
        _ when property.PersonalData() is not null => PropertyClassification.PersonalData,
        _ when property.FindAnnotation(GdprAnnotationNames.NotPersonalData) is not null => PropertyClassification.NotPersonalData,
        _ when property.IsLink() => PropertyClassification.Link,
        _ when property.AnchorsRetention() => PropertyClassification.RetentionAnchor,
        _ => PropertyClassification.Unclassified,
    };

    /// <summary>Whether the property holds the row's tenant.</summary>
    public static bool IsTenant(this IReadOnlyProperty property) => property.FindAnnotation(GdprAnnotationNames.Tenant) is not null;

    private static bool IsBookkeeping(this IReadOnlyProperty property)
        => property.FindAnnotation(GdprAnnotationNames.BlindIndexOf) is not null
            || (property.IsShadowProperty() && property.Name is SoftErasureProperties.RequestedAt or SoftErasureProperties.ErasedAt or SoftErasureProperties.CertificateId);

    private static bool IsLink(this IReadOnlyProperty property)
        => property.IsKey()
            || property.IsForeignKey()
            || property.IsConcurrencyToken
            || property.IsTenant()
            || property.DeclaringType.ContainingEntityType.FindDiscriminatorProperty() == property;

    private static bool AnchorsRetention(this IReadOnlyProperty property)
        => property.Anchors().Count > 0 || AnchorRules.IsRetainedFrom(property);
}
