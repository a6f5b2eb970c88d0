using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Gives marked properties their encrypting converter, and searchable ones the shadow property of their blind index.</summary>
internal sealed class EncryptionConvention(GdprToolkitOptions options) : IModelFinalizingConvention
{
    public const string IndexSuffix = "Index";

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        var violations = new List<string>();
        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes().ToList())
        {
            Protect(entityType, entityType, entityType.DisplayName(), violations);
        }

        violations.AddRange(SharedColumnIds(modelBuilder.Metadata));
        violations.AddRange(SimilarGroups(modelBuilder.Metadata));
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
        => (property.DeclaringType.GetTableName(), property.DeclaringType.GetSchema(), property.GetColumnName());

    private void Protect(IConventionEntityType entityType, IConventionTypeBase type, string name, List<string> violations)
    {
        foreach (var property in type.GetDeclaredProperties().ToList())
        {
            if (property.Encryption() is { } mark)
            {
                var display = $"{name}.{property.Name}";
                var whenDestroyed = DestroyedReading.Of(property, mark, options.DestroyedValues);
                var found = EncryptionRules.Violations(property, mark, display, type is IConventionComplexType, whenDestroyed).ToList();
                found.AddRange(MigrationRules.Violations(property, mark, display));
                violations.AddRange(found);
                if (found.Count == 0)
                {
                    Protect(entityType, property, mark, display, whenDestroyed);
                }
            }
        }

        foreach (var complex in type.GetDeclaredComplexProperties())
        {
            Protect(entityType, complex.ComplexType, $"{name}.{complex.Name}", violations);
        }
    }

    private static void Protect(
        IConventionEntityType entityType, IConventionProperty property, EncryptionMark mark, string display, DestroyedReading whenDestroyed)
    {
        var valueType = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var padding = mark.PadTo == 0 ? Padding.None : Padding.Block(mark.PadTo);
        var column = EncryptedColumn.Create(
            valueType,
            new ColumnBinding(mark.ColumnId ?? ColumnId(entityType, property), display, padding),
            mark,
            whenDestroyed);
        property.Builder.HasConversion(column.CreateConverter(), fromDataAnnotation: true);
        property.Builder.HasMaxLength(null, fromDataAnnotation: true);
        if (mark.Searchable)
        {
            AddIndex(entityType, property, mark, column, valueType);
        }
    }

    private static void AddIndex(
        IConventionEntityType entityType, IConventionProperty property, EncryptionMark mark, EncryptedColumn column, Type valueType)
    {
        var indexType = valueType.IsValueType ? typeof(Nullable<>).MakeGenericType(valueType) : valueType;
        var index = entityType.Builder.Property(indexType, property.Name + IndexSuffix, fromDataAnnotation: true)!;
        index.HasConversion(column.CreateIndexConverter(), fromDataAnnotation: true);
        index.HasMaxLength(BlindIndexKey.TagSize, fromDataAnnotation: true);
        index.IsRequired(false, fromDataAnnotation: true);
        index.HasAnnotation(GdprAnnotationNames.BlindIndexOf, property.Name, fromDataAnnotation: true);
        entityType.Builder.HasIndex([index.Metadata], fromDataAnnotation: true)!.IsUnique(mark.Unique, fromDataAnnotation: true);
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
