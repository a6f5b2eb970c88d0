using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Gives marked properties their encrypting converter, and searchable ones the shadow property of their blind index.</summary>
internal sealed class EncryptionConvention(GdprToolkitOptions options, OwnConversions conversions) : IModelFinalizingConvention
{
    public const string IndexSuffix = "Index";

    /// <summary>Ends the name of the second column of an index, which <c>PrepareIndexRotation</c> adds.</summary>
    public const string NextIndexSuffix = "IndexNext";

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        var violations = new List<string>();
        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes().ToList())
        {
            Protect(entityType, entityType, entityType.DisplayName(), violations);
        }

        CompositeIndexes.MoveToTags(modelBuilder.Metadata);
        violations.AddRange(SharedColumnIds(modelBuilder.Metadata));
        violations.AddRange(ShownColumnRules.Violations(modelBuilder.Metadata));
        violations.AddRange(SimilarGroups(modelBuilder.Metadata));
        violations.AddRange(IndexDomainRules.Violations(modelBuilder.Metadata));
        ModelErrors.Add(modelBuilder.Metadata, violations);
    }

    /// <summary>Values are bound to a column by its id: two columns with one id could be exchanged unnoticed. Only a view shows another's column.</summary>
    private static IEnumerable<string> SharedColumnIds(IConventionModel model)
        => model.GetEntityTypes()
            .Where(entityType => entityType.FindPrimaryKey() is not null)
            .SelectMany(entityType => entityType.DeclaredProperties())
            .Where(property => property.EncryptedColumn() is not null)
            .GroupBy(property => property.EncryptedColumn()!.Binding.ColumnId, StringComparer.Ordinal)
            .Where(properties => properties.Select(StoredColumn).Distinct().Count() > 1)
            .Select(properties => $"{string.Join(" and ", properties.Select(property => $"'{property.EncryptedColumn()!.Binding.DisplayName}'"))} "
                + $"have the same column id '{properties.Key}'. Give each one of its own: [Encrypted(ColumnId = \"…\")].");

    /// <summary>Two groups by mistake: one of them would be left when the other is destroyed.</summary>
    private static IEnumerable<string> SimilarGroups(IConventionModel model)
        => model.GetEntityTypes()
            .SelectMany(entityType => entityType.DeclaredProperties())
            .Select(property => property.Encryption()?.KeyGroup)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .GroupBy(group => group, StringComparer.OrdinalIgnoreCase)
            .Where(groups => groups.Count() > 1)
            .Select(groups => $"The key groups {string.Join(" and ", groups.Order(StringComparer.Ordinal).Select(group => $"'{group}'"))} differ only in case. Write them alike.");

    private static (string? Table, string? Schema, string Column) StoredColumn(IConventionProperty property)
    {
        var entityType = property.DeclaringType.ContainingEntityType;
        return property.EncryptedColumn()!.IsText
            ? (entityType.GetTableName(), entityType.GetSchema(), ColumnId(entityType, property))
            : (property.DeclaringType.GetTableName(), property.DeclaringType.GetSchema(), property.GetColumnName());
    }

    private void Protect(IConventionEntityType entityType, IConventionTypeBase type, string name, List<string> violations)
    {
        foreach (var property in type.GetDeclaredProperties().ToList())
        {
            if (property.Encryption() is { } mark)
            {
                var converted = conversions.Find(property);
                var candidate = new EncryptionCandidate(
                    property, mark, $"{name}.{property.Name}", converted, DestroyedReading.Of(property, converted?.Own, mark, options.DestroyedValues));
                var found = EncryptionRules.Violations(candidate).Concat(MigrationRules.Violations(property, mark, candidate.Display)).ToList();
                violations.AddRange(mark.ByCategory
                    ? found.Select(violation => $"{violation} It is encrypted for its category: gdpr.Encrypt(PersonalDataCategory.{property.PersonalData()!.Category}).")
                    : found);
                if (found.Count == 0)
                {
                    Protect(entityType, candidate);
                }
            }
        }

        foreach (var complex in type.GetDeclaredComplexProperties())
        {
            Protect(entityType, complex.ComplexType, $"{name}.{complex.Name}", violations);
        }
    }

    private void Protect(IConventionEntityType entityType, EncryptionCandidate candidate)
    {
        var (property, mark, display, converted, whenDestroyed) = candidate;
        var padding = mark.PadTo == 0 ? Padding.None : Padding.Block(mark.PadTo);
        var column = EncryptedColumn.Create(
            converted!,
            new ColumnBinding(mark.ColumnId ?? ColumnId(entityType, property), display, padding),
            mark,
            whenDestroyed,
            candidate.IsInJson);
        Convert((IMutableProperty)property, column.CreateConverter());
        if (converted!.Comparer is not null)
        {
            ((IMutableProperty)property).SetElementType(null);
            ((IMutableProperty)property).SetValueComparer(converted.Comparer);
        }

        property.Builder.HasMaxLength(null, fromDataAnnotation: true);
        if (mark.Searchable)
        {
            AddIndex(entityType, property, column, converted.Model, IndexSlot.First);
            if (options.PreparesIndexRotation)
            {
                AddIndex(entityType, property, column, converted.Model, IndexSlot.Second);
            }
        }
    }

    /// <summary>Puts the toolkit's converter in the place of what the application configured, for the property or for all of its type.</summary>
    private static void Convert(IMutableProperty property, ValueConverter converter)
    {
        property.SetProviderClrType(null);
        property.SetValueConverter(converter);
        property.SetProviderValueComparer((ValueComparer?)null);
        property.SetJsonValueReaderWriterType(null);
        property.SetColumnType(null);
        property.SetCollation(null);
        property.SetIsUnicode(null);
        property.SetIsFixedLength(null);
    }

    private static void AddIndex(
        IConventionEntityType entityType, IConventionProperty property, EncryptedColumn column, Type valueType, IndexSlot slot)
    {
        var indexType = valueType.IsValueType ? typeof(Nullable<>).MakeGenericType(valueType) : valueType;
        var name = property.Name + (slot == IndexSlot.First ? IndexSuffix : NextIndexSuffix);
        var index = entityType.Builder.Property(indexType, name, fromDataAnnotation: true)!;
        Convert((IMutableProperty)index.Metadata, column.CreateIndexConverter(slot));
        index.HasMaxLength(BlindIndexKey.TagSize, fromDataAnnotation: true);
        index.IsRequired(false, fromDataAnnotation: true);
        index.HasAnnotation(GdprAnnotationNames.BlindIndexOf, property.Name, fromDataAnnotation: true);
        entityType.Builder.HasIndex([index.Metadata], fromDataAnnotation: true)!.IsUnique(column.Mark.Unique, fromDataAnnotation: true);
    }

    /// <summary>The default name of a column: that of its entity, the way to an owned type, and the property.</summary>
    private static string ColumnId(IConventionEntityType entityType, IConventionProperty property)
    {
        var complex = property.DeclaringType is IConventionComplexType type ? ComplexPath(type) : "";
        return $"{Path(entityType)}.{complex}{property.Name}";
    }

    private static string Path(IConventionEntityType entityType)
        => entityType.FindOwnership() is { } ownership
            ? $"{Path(ownership.PrincipalEntityType)}.{ownership.PrincipalToDependent?.Name ?? entityType.ShortName()}"
            : entityType.ShortName();

    private static string ComplexPath(IConventionComplexType type)
        => type.ComplexProperty.DeclaringType is IConventionComplexType outer
            ? $"{ComplexPath(outer)}{type.ComplexProperty.Name}."
            : $"{type.ComplexProperty.Name}.";
}
