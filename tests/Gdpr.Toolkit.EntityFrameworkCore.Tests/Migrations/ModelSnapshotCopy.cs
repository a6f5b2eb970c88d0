using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Migrations;

/// <summary>
/// Writes a model down as the snapshot of a migration does: without classes, conventions and converters, only what the database
/// has. The generator of EF's tools does not restore here (Microsoft.EntityFrameworkCore.Design).
/// </summary>
internal static class ModelSnapshotCopy
{
    public static IModel Of(DbContext context)
    {
        var source = context.GetService<IDesignTimeModel>().Model;
        var builder = new ModelBuilder(new ConventionSet());
        CopyAnnotations(source, builder.Model);
        foreach (var entityType in source.GetEntityTypes().OrderBy(type => type.GetAllBaseTypes().Count()))
        {
            CopyColumns(entityType, builder.Model);
        }

        foreach (var entityType in source.GetEntityTypes())
        {
            CopyLinks(entityType, builder.Model);
        }

        var model = builder.FinalizeModel();
        return context.GetService<IModelRuntimeInitializer>().Initialize(model, designTime: true, validationLogger: null);
    }

    private static void CopyColumns(IEntityType source, IMutableModel model)
    {
        var copy = model.AddEntityType(source.Name);
        if (source.BaseType is { } baseType)
        {
            copy.BaseType = model.FindEntityType(baseType.Name);
        }
        else
        {
            copy.SetTableName(source.GetTableName());
        }

        foreach (var property in source.GetDeclaredProperties())
        {
            var column = copy.AddProperty(property.Name, ColumnType(property));
            column.IsNullable = property.IsNullable;
            column.ValueGenerated = property.ValueGenerated;
            column.IsConcurrencyToken = property.IsConcurrencyToken;
            column.SetMaxLength(property.GetMaxLength());
            column.SetColumnName(property.GetColumnName());
            column.SetColumnType(property.GetColumnType());
            CopyAnnotations(property, column);
        }

        foreach (var key in source.GetDeclaredKeys())
        {
            var properties = Find(copy, key.Properties);
            var _ = key.IsPrimaryKey() ? copy.SetPrimaryKey(properties) : copy.AddKey(properties);
        }

        foreach (var index in source.GetDeclaredIndexes())
        {
            copy.AddIndex(Find(copy, index.Properties)).IsUnique = index.IsUnique;
        }

        CopyAnnotations(source, copy);
    }

    private static void CopyLinks(IEntityType source, IMutableModel model)
    {
        var copy = model.FindEntityType(source.Name)!;
        foreach (var link in source.GetDeclaredForeignKeys())
        {
            var principal = model.FindEntityType(link.PrincipalEntityType.Name)!;
            var foreignKey = copy.AddForeignKey(Find(copy, link.Properties), principal.FindKey(Find(principal, link.PrincipalKey.Properties))!, principal);
            foreignKey.IsUnique = link.IsUnique;
            foreignKey.DeleteBehavior = link.DeleteBehavior;
            foreignKey.IsRequired = link.IsRequired;
            foreignKey.IsRequiredDependent = link.IsRequiredDependent;
        }
    }

    /// <summary>A snapshot knows what a column stores, not what a converter makes of it.</summary>
    private static Type ColumnType(IProperty property)
    {
        var stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return property.IsNullable && stored.IsValueType && Nullable.GetUnderlyingType(stored) is null ? typeof(Nullable<>).MakeGenericType(stored) : stored;
    }

    private static IMutableProperty[] Find(IMutableEntityType entityType, IReadOnlyList<IProperty> properties)
        => [.. properties.Select(property => entityType.FindProperty(property.Name)!)];

    private static void CopyAnnotations(IAnnotatable source, IMutableAnnotatable copy)
    {
        foreach (var annotation in source.GetAnnotations().Where(annotation => IsOfTheDatabase(annotation.Name)))
        {
            copy.SetAnnotation(annotation.Name, annotation.Value);
        }
    }

    private static bool IsOfTheDatabase(string name)
        => name.StartsWith("Npgsql:", StringComparison.Ordinal)
            || name.StartsWith("Sqlite:", StringComparison.Ordinal)
            || name is RelationalAnnotationNames.TableName or RelationalAnnotationNames.Schema or RelationalAnnotationNames.ColumnName
                or RelationalAnnotationNames.MappingStrategy;
}
