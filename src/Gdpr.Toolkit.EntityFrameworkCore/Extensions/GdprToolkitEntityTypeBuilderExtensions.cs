using Gdpr.Toolkit;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Says in <c>OnModelCreating</c> what the attributes of Gdpr.Toolkit say on a class, and what only a model can say.</summary>
/// <remarks>A call here wins over the attribute of the same name as a whole: what the call leaves out is not taken from the attribute.</remarks>
public static class GdprToolkitEntityTypeBuilderExtensions
{
    /// <summary>Marks an entity as a data subject: one row is one person (GDPR Art. 4(1)).</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The entity.</param>
    /// <param name="role">The role in which the person stands to the controller.</param>
    /// <param name="kind">The stable name of this kind of subject; the name of the role when null. See <see cref="DataSubjectAttribute.Kind"/>.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder IsDataSubject<TBuilder>(this TBuilder builder, DataSubjectRole role, string? kind = null)
        where TBuilder : EntityTypeBuilder
        => IsDataSubject(builder, new DataSubjectAttribute(role) { Kind = kind });

    /// <summary>Marks an entity as a data subject with everything that the attribute can say.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The entity.</param>
    /// <param name="description">The attribute, as it would stand above the class.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder IsDataSubject<TBuilder>(this TBuilder builder, DataSubjectAttribute description)
        where TBuilder : EntityTypeBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(description);
        builder.Metadata.SetAnnotation(GdprAnnotationNames.DataSubject, Marks.Write(DataSubjectMark.From(description)));
        return builder;
    }

    /// <summary>Names an entity as people find it in export packages; see <see cref="ExportNameAttribute"/>.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The entity.</param>
    /// <param name="description">The attribute, as it would stand above the class.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder HasExportName<TBuilder>(this TBuilder builder, ExportNameAttribute description)
        where TBuilder : EntityTypeBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(description);
        builder.Metadata.SetAnnotation(GdprAnnotationNames.ExportName, Marks.Write(ExportNameMark.From(description)));
        return builder;
    }

    /// <summary>Says that those properties of an entity, or of an owned type, of which nothing else is said are not personal data.</summary>
    /// <remarks>It holds for the properties that the type itself brings into the model, not for those of derived types.</remarks>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The entity, or the navigation to the owned type.</param>
    /// <param name="reason">A reason that another developer can check.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder RestIsNotPersonalData<TBuilder>(this TBuilder builder, string reason)
        where TBuilder : IInfrastructure<IConventionEntityTypeBuilder>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ((IMutableEntityType)builder.Instance.Metadata).SetAnnotation(GdprAnnotationNames.RestIsNotPersonalData, reason);
        return builder;
    }

    /// <summary>Says what a named query filter of an entity is for.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The entity that has the filter: the root of its hierarchy.</param>
    /// <param name="filter">The filter's name, as given to <c>HasQueryFilter</c>.</param>
    /// <param name="kind">Whether it hides rows or separates them.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder HasQueryFilterKind<TBuilder>(this TBuilder builder, string filter, QueryFilterKind kind)
        where TBuilder : EntityTypeBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(filter);
        return SetKind(builder, filter, kind);
    }

    /// <summary>Says what the unnamed query filter of an entity is for.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The entity that has the filter: the root of its hierarchy.</param>
    /// <param name="kind">Whether it hides rows or separates them.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder HasQueryFilterKind<TBuilder>(this TBuilder builder, QueryFilterKind kind)
        where TBuilder : EntityTypeBuilder
        => SetKind(builder, filter: "", kind);

    private static TBuilder SetKind<TBuilder>(TBuilder builder, string filter, QueryFilterKind kind)
        where TBuilder : EntityTypeBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.SetAnnotation(GdprAnnotationNames.QueryFilterKind + filter, kind.ToString());
        return builder;
    }
}
