using System.Reflection;
using Gdpr.Toolkit.Export;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Model;

/// <summary>Turns the attributes of entities and properties into annotations; a fluent call for the same mark wins.</summary>
internal sealed class MarkConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes())
        {
            // A base class that is an entity itself has the mark already; one that is not passes it on.
            if (entityType.ClrType.GetCustomAttribute<DataSubjectAttribute>(inherit: entityType.BaseType is null) is { } subject)
            {
                Set(entityType, GdprAnnotationNames.DataSubject, DataSubjectMark.From(subject));
            }

            MarkProperties(entityType);
            MarkParts(entityType);
        }

        RestOfClass.Mark(modelBuilder.Metadata);
    }

    /// <summary>Names the entity itself, and the owned parts in it.</summary>
    private static void MarkParts(IConventionEntityType entityType)
    {
        if (entityType.ClrType.GetCustomAttribute<ExportNameAttribute>(inherit: entityType.BaseType is null) is { } name)
        {
            Set(entityType, GdprAnnotationNames.ExportName, ExportNameMark.From(name));
        }

        foreach (var navigation in entityType.GetDeclaredNavigations())
        {
            MarkName(navigation);
        }
    }

    private static void MarkName(IConventionPropertyBase property)
    {
        if (((MemberInfo?)property.PropertyInfo ?? property.FieldInfo)?.GetCustomAttribute<ExportNameAttribute>() is { } name)
        {
            Set(property, GdprAnnotationNames.ExportName, ExportNameMark.From(name));
        }
    }

    private static void MarkProperties(IConventionTypeBase type)
    {
        foreach (var property in type.GetDeclaredProperties())
        {
            if (((MemberInfo?)property.PropertyInfo ?? property.FieldInfo) is { } member)
            {
                Mark(property, member);
            }
        }

        foreach (var complex in type.GetDeclaredComplexProperties())
        {
            MarkName(complex);
            MarkProperties(complex.ComplexType);
        }
    }

    private static void Mark(IConventionProperty property, MemberInfo member)
    {
        MarkName(property);
        if (member.GetCustomAttribute<PersonalDataAttribute>() is { } personal)
        {
            Set(property, GdprAnnotationNames.PersonalData, PersonalDataMark.From(personal));
        }

        if (member.GetCustomAttribute<NotPersonalDataAttribute>() is { } not)
        {
            property.SetAnnotation(GdprAnnotationNames.NotPersonalData, not.Reason, fromDataAnnotation: true);
        }

        if (member.GetCustomAttribute<TenantAttribute>() is not null)
        {
            property.SetAnnotation(GdprAnnotationNames.Tenant, bool.TrueString, fromDataAnnotation: true);
        }

        if (member.GetCustomAttribute<EncryptedAttribute>() is { } encrypted)
        {
            Set(property, GdprAnnotationNames.Encrypted, EncryptionMark.From(encrypted));
        }

        if (AnchorsOf(property, member).ToArray() is { Length: > 0 } anchors)
        {
            Set(property, GdprAnnotationNames.Anchors, anchors);
        }
    }

    private static IEnumerable<string> AnchorsOf(IConventionProperty property, MemberInfo member)
    {
        foreach (var anchor in member.GetCustomAttributes<AnchorsRetentionAttribute>())
        {
            string? name = null;
            try
            {
                name = (anchor.EventName is { } @event ? AnchorName.FromEvent(@event) : AnchorName.FromAnchor(anchor.Anchor)).ToString();
            }
            catch (ArgumentException invalid)
            {
                ModelErrors.Add(property.DeclaringType.Model, [$"'{property.DeclaringType.DisplayName()}.{property.Name}' anchors retention by no name: {invalid.Message}"]);
            }

            if (name is not null)
            {
                yield return name;
            }
        }
    }

    private static void Set<TMark>(IConventionAnnotatable annotatable, string name, TMark mark)
    {
        if (annotatable.FindAnnotation(name) is null)
        {
            annotatable.SetAnnotation(name, Marks.Write(mark), fromDataAnnotation: true);
        }
    }
}
