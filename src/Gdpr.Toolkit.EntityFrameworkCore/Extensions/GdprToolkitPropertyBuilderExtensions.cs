using Gdpr.Toolkit;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Says in <c>OnModelCreating</c> what the attributes of Gdpr.Toolkit say on a class, for shadow properties and for classes without attributes.</summary>
/// <remarks>A call here wins over the attribute of the same name as a whole: what the call leaves out is not taken from the attribute.</remarks>
public static class GdprToolkitPropertyBuilderExtensions
{
    /// <summary>Marks an entity as a data subject: one row is one person (GDPR Art. 4(1)).</summary>
    /// <param name="builder">The entity.</param>
    /// <param name="role">The role in which the person stands to the controller.</param>
    /// <param name="kind">The stable name of this kind of subject; the name of the role when null. See <see cref="DataSubjectAttribute.Kind"/>.</param>
    /// <returns>The same builder.</returns>
    public static EntityTypeBuilder IsDataSubject(this EntityTypeBuilder builder, DataSubjectRole role, string? kind = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.SetAnnotation(
            GdprAnnotationNames.DataSubject, Marks.Write(DataSubjectMark.From(new DataSubjectAttribute(role) { Kind = kind })));
        return builder;
    }

    /// <inheritdoc cref="IsDataSubject(EntityTypeBuilder, DataSubjectRole, string?)"/>
    /// <typeparam name="TEntity">The type of the entity.</typeparam>
    public static EntityTypeBuilder<TEntity> IsDataSubject<TEntity>(
        this EntityTypeBuilder<TEntity> builder, DataSubjectRole role, string? kind = null)
        where TEntity : class
        => (EntityTypeBuilder<TEntity>)IsDataSubject((EntityTypeBuilder)builder, role, kind);

    /// <summary>Marks a property as personal data: what it is and what it is used for (GDPR Art. 4(1), 5(1)(b)).</summary>
    /// <remarks>For conditions, retention or a replacement of its own, use <see cref="PersonalDataAttribute"/>.</remarks>
    /// <param name="builder">The property.</param>
    /// <param name="category">What kind of personal data it is.</param>
    /// <param name="purposes">The names of the purposes it is used for, as registered with <c>AddGdprToolkit</c>.</param>
    /// <returns>The same builder.</returns>
    public static PropertyBuilder IsPersonalData(
        this PropertyBuilder builder, PersonalDataCategory category, params string[] purposes)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SetPersonalData(builder.Metadata, category, purposes);
        return builder;
    }

    /// <inheritdoc cref="IsPersonalData(PropertyBuilder, PersonalDataCategory, string[])"/>
    /// <typeparam name="TProperty">The type of the property.</typeparam>
    public static PropertyBuilder<TProperty> IsPersonalData<TProperty>(
        this PropertyBuilder<TProperty> builder, PersonalDataCategory category, params string[] purposes)
        => (PropertyBuilder<TProperty>)IsPersonalData((PropertyBuilder)builder, category, purposes);

    /// <inheritdoc cref="IsPersonalData(PropertyBuilder, PersonalDataCategory, string[])"/>
    public static ComplexTypePropertyBuilder IsPersonalData(
        this ComplexTypePropertyBuilder builder, PersonalDataCategory category, params string[] purposes)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SetPersonalData(builder.Metadata, category, purposes);
        return builder;
    }

    /// <inheritdoc cref="IsPersonalData(PropertyBuilder, PersonalDataCategory, string[])"/>
    /// <typeparam name="TProperty">The type of the property.</typeparam>
    public static ComplexTypePropertyBuilder<TProperty> IsPersonalData<TProperty>(
        this ComplexTypePropertyBuilder<TProperty> builder, PersonalDataCategory category, params string[] purposes)
        => (ComplexTypePropertyBuilder<TProperty>)IsPersonalData((ComplexTypePropertyBuilder)builder, category, purposes);

    /// <summary>Says that a property is not personal data, and why.</summary>
    /// <param name="builder">The property.</param>
    /// <param name="reason">A reason that another developer can check.</param>
    /// <returns>The same builder.</returns>
    public static PropertyBuilder IsNotPersonalData(this PropertyBuilder builder, string reason)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SetNotPersonalData(builder.Metadata, reason);
        return builder;
    }

    /// <inheritdoc cref="IsNotPersonalData(PropertyBuilder, string)"/>
    /// <typeparam name="TProperty">The type of the property.</typeparam>
    public static PropertyBuilder<TProperty> IsNotPersonalData<TProperty>(this PropertyBuilder<TProperty> builder, string reason)
        => (PropertyBuilder<TProperty>)IsNotPersonalData((PropertyBuilder)builder, reason);

    /// <inheritdoc cref="IsNotPersonalData(PropertyBuilder, string)"/>
    public static ComplexTypePropertyBuilder IsNotPersonalData(this ComplexTypePropertyBuilder builder, string reason)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SetNotPersonalData(builder.Metadata, reason);
        return builder;
    }

    /// <inheritdoc cref="IsNotPersonalData(PropertyBuilder, string)"/>
    /// <typeparam name="TProperty">The type of the property.</typeparam>
    public static ComplexTypePropertyBuilder<TProperty> IsNotPersonalData<TProperty>(
        this ComplexTypePropertyBuilder<TProperty> builder, string reason)
        => (ComplexTypePropertyBuilder<TProperty>)IsNotPersonalData((ComplexTypePropertyBuilder)builder, reason);

    /// <summary>Stores a property of personal data encrypted under a key of the person it belongs to (GDPR Art. 32(1)(a)).</summary>
    /// <param name="builder">The property.</param>
    /// <param name="searchable">Whether queries can compare it for equality, by a blind index beside it.</param>
    /// <param name="unique">Whether the database refuses a second row with the same (normalised) value. Needs <paramref name="searchable"/>.</param>
    /// <param name="normalizer">How text is normalised before it is compared.</param>
    /// <param name="columnId">The stable name of the column, to which every value is bound; see <see cref="EncryptedAttribute.ColumnId"/>.</param>
    /// <param name="padTo">The size in bytes to whose multiple values are padded: 0 (none), 16, 32 or 64.</param>
    /// <returns>The same builder.</returns>
    public static PropertyBuilder IsEncrypted(
        this PropertyBuilder builder,
        bool searchable = false,
        bool unique = false,
        Normalizer normalizer = Normalizer.None,
        string? columnId = null,
        int padTo = 0)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SetEncrypted(builder.Metadata, new EncryptionMark
        {
            Searchable = searchable,
            Unique = unique,
            Normalizer = normalizer,
            ColumnId = columnId,
            PadTo = padTo,
        });
        return builder;
    }

    /// <inheritdoc cref="IsEncrypted(PropertyBuilder, bool, bool, Normalizer, string?, int)"/>
    /// <typeparam name="TProperty">The type of the property.</typeparam>
    public static PropertyBuilder<TProperty> IsEncrypted<TProperty>(
        this PropertyBuilder<TProperty> builder,
        bool searchable = false,
        bool unique = false,
        Normalizer normalizer = Normalizer.None,
        string? columnId = null,
        int padTo = 0)
        => (PropertyBuilder<TProperty>)IsEncrypted((PropertyBuilder)builder, searchable, unique, normalizer, columnId, padTo);

    /// <summary>Stores a property of a complex type encrypted under a key of the person it belongs to (GDPR Art. 32(1)(a)).</summary>
    /// <remarks>A complex type cannot hold a blind index: map it as owned where the property has to be searchable.</remarks>
    /// <param name="builder">The property.</param>
    /// <param name="columnId">The stable name of the column, to which every value is bound; see <see cref="EncryptedAttribute.ColumnId"/>.</param>
    /// <param name="padTo">The size in bytes to whose multiple values are padded: 0 (none), 16, 32 or 64.</param>
    /// <returns>The same builder.</returns>
    public static ComplexTypePropertyBuilder IsEncrypted(
        this ComplexTypePropertyBuilder builder, string? columnId = null, int padTo = 0)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SetEncrypted(builder.Metadata, new EncryptionMark { ColumnId = columnId, PadTo = padTo });
        return builder;
    }

    /// <inheritdoc cref="IsEncrypted(ComplexTypePropertyBuilder, string?, int)"/>
    /// <typeparam name="TProperty">The type of the property.</typeparam>
    public static ComplexTypePropertyBuilder<TProperty> IsEncrypted<TProperty>(
        this ComplexTypePropertyBuilder<TProperty> builder, string? columnId = null, int padTo = 0)
        => (ComplexTypePropertyBuilder<TProperty>)IsEncrypted((ComplexTypePropertyBuilder)builder, columnId, padTo);

    private static void SetPersonalData(IMutableProperty property, PersonalDataCategory category, string[] purposes)
        => property.SetAnnotation(
            GdprAnnotationNames.PersonalData, Marks.Write(PersonalDataMark.From(new PersonalDataAttribute(category, purposes))));

    private static void SetNotPersonalData(IMutableProperty property, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        property.SetAnnotation(GdprAnnotationNames.NotPersonalData, reason);
    }

    private static void SetEncrypted(IMutableProperty property, EncryptionMark mark)
        => property.SetAnnotation(GdprAnnotationNames.Encrypted, Marks.Write(mark));
}
