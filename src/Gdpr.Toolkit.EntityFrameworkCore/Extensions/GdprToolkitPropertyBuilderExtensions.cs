using Gdpr.Toolkit;
using Gdpr.Toolkit.Export;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Says in <c>OnModelCreating</c> what the attributes of Gdpr.Toolkit say on a property, for shadow properties and for classes without attributes.</summary>
/// <remarks>
/// The methods work on the properties of entities, owned and complex types, and on primitive collections. A call here wins over
/// the attribute of the same name as a whole: what the call leaves out is not taken from the attribute.
/// </remarks>
public static class GdprToolkitPropertyBuilderExtensions
{
    /// <summary>Marks a property as personal data: what it is and what it is used for (GDPR Art. 4(1), 5(1)(b)).</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The property.</param>
    /// <param name="category">What kind of personal data it is.</param>
    /// <param name="purposes">The names of the purposes it is used for, as registered with <c>AddGdprToolkit</c>.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder IsPersonalData<TBuilder>(this TBuilder builder, PersonalDataCategory category, params string[] purposes)
        where TBuilder : IInfrastructure<IConventionPropertyBuilder>
        => IsPersonalData(builder, new PersonalDataAttribute(category, purposes));

    /// <summary>Marks a property as personal data with everything that the attribute can say: condition, retention, replacement, whose it is.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The property.</param>
    /// <param name="description">The attribute, as it would stand above the property.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder IsPersonalData<TBuilder>(this TBuilder builder, PersonalDataAttribute description)
        where TBuilder : IInfrastructure<IConventionPropertyBuilder>
    {
        ArgumentNullException.ThrowIfNull(description);
        return Set(builder, GdprAnnotationNames.PersonalData, Marks.Write(PersonalDataMark.From(description)));
    }

    /// <summary>Says that a property is not personal data, and why.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The property.</param>
    /// <param name="reason">A reason that another developer can check.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder IsNotPersonalData<TBuilder>(this TBuilder builder, string reason)
        where TBuilder : IInfrastructure<IConventionPropertyBuilder>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return Set(builder, GdprAnnotationNames.NotPersonalData, reason);
    }

    /// <summary>Says that a property is the date from which retention periods run.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The property; see <see cref="AnchorsRetentionAttribute"/> for the types it may have.</param>
    /// <param name="anchors">Which anchors the date is, or of which events of the application by their names; at least one.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder AnchorsRetention<TBuilder>(this TBuilder builder, params AnchorName[] anchors)
        where TBuilder : IInfrastructure<IConventionPropertyBuilder>
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentOutOfRangeException.ThrowIfZero(anchors.Length, nameof(anchors));
        return Set(builder, GdprAnnotationNames.Anchors, Marks.WriteAnchors(anchors));
    }

    /// <summary>Says that a property holds the tenant to which the row belongs; see <see cref="TenantAttribute"/>.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The property.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder IsTenant<TBuilder>(this TBuilder builder)
        where TBuilder : IInfrastructure<IConventionPropertyBuilder>
        => Set(builder, GdprAnnotationNames.Tenant, bool.TrueString);

    /// <summary>Names a property as people find it in export packages; see <see cref="ExportNameAttribute"/>.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The property.</param>
    /// <param name="description">The attribute, as it would stand above the property.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder HasExportName<TBuilder>(this TBuilder builder, ExportNameAttribute description)
        where TBuilder : IInfrastructure<IConventionPropertyBuilder>
    {
        ArgumentNullException.ThrowIfNull(description);
        return Set(builder, GdprAnnotationNames.ExportName, Marks.Write(ExportNameMark.From(description)));
    }

    /// <summary>Stores a property of personal data encrypted under a key of the person it belongs to (GDPR Art. 32(1)(a)).</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The property.</param>
    /// <param name="searchable">Whether queries can compare it for equality, by a blind index beside it. Not in a complex type or a JSON document.</param>
    /// <param name="unique">Whether the database refuses a second row with the same (normalised) value. Needs <paramref name="searchable"/>.</param>
    /// <param name="normalizer">How text is normalised before it is compared.</param>
    /// <param name="columnId">The stable name of the column, to which every value is bound; see <see cref="EncryptedAttribute.ColumnId"/>.</param>
    /// <param name="padTo">The size in bytes to whose multiple values are padded: 0 (none), 16, 32 or 64.</param>
    /// <param name="keyGroup">The key group, whose key can be destroyed alone; null for the person's main key. See <see cref="EncryptedAttribute.KeyGroup"/>.</param>
    /// <param name="whenDestroyed">What reading gives once the value's key is destroyed.</param>
    /// <param name="migratesFrom">The property in plaintext that this one takes the place of; see <see cref="EncryptedAttribute.MigratesFrom"/>.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder IsEncrypted<TBuilder>(
        this TBuilder builder,
        bool searchable = false,
        bool unique = false,
        Normalizer normalizer = Normalizer.None,
        string? columnId = null,
        int padTo = 0,
        string? keyGroup = null,
        DestroyedValue whenDestroyed = DestroyedValue.Default,
        string? migratesFrom = null)
        where TBuilder : IInfrastructure<IConventionPropertyBuilder>
        => Set(builder, GdprAnnotationNames.Encrypted, Marks.Write(new EncryptionMark
        {
            Searchable = searchable,
            Unique = unique,
            Normalizer = normalizer,
            ColumnId = columnId,
            PadTo = padTo,
            KeyGroup = keyGroup,
            WhenDestroyed = whenDestroyed,
            MigratesFrom = migratesFrom,
        }));

    private static TBuilder Set<TBuilder>(TBuilder builder, string annotation, string value)
        where TBuilder : IInfrastructure<IConventionPropertyBuilder>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ((IMutableProperty)builder.Instance.Metadata).SetAnnotation(annotation, value);
        return builder;
    }
}
