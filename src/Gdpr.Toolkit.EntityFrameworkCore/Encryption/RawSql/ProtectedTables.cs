using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The tables of a model that hold people, personal data, rows that encrypted values hang on, or what the toolkit keeps itself.</summary>
/// <remarks>Computed once per model. Thread-safe.</remarks>
internal sealed class ProtectedTables
{
    private const string Annotation = GdprAnnotationNames.Prefix + nameof(ProtectedTables);

    private readonly Dictionary<string, HashSet<string?>> _schemas = new(StringComparer.OrdinalIgnoreCase);
    private readonly SqlDialect _dialect;

    private ProtectedTables(DbContext context)
    {
        _dialect = context.Database.ProviderName == DatabaseProviders.Npgsql ? SqlDialect.PostgreSql : SqlDialect.General;
        foreach (var entityType in context.Model.GetEntityTypes().Where(IsProtected))
        {
            foreach (var table in entityType.GetTableMappings().Select(mapping => mapping.Table))
            {
                Add(table.Name, table.Schema);
            }

            foreach (var view in entityType.GetViewMappings().Select(mapping => mapping.View))
            {
                Add(view.Name, view.Schema);
            }

            if (entityType.GetTableName() is { } name)
            {
                Add(name, entityType.GetSchema());
            }
        }
    }

    public static ProtectedTables Of(DbContext context)
        => context.Model.GetOrAddRuntimeAnnotationValue(Annotation, static context => new ProtectedTables(context!), context);

    /// <summary>Finds the first protected table that SQL writes to, or a table whose name cannot be told; null if there is none.</summary>
    public WrittenTable? FindWritten(string sql) => WrittenTables.In(sql, _dialect).FirstOrDefault(Includes);

    /// <summary>A name without a schema, in the model or in the SQL, stands for any.</summary>
    private bool Includes(WrittenTable table) => table.Name is null
        || (_schemas.TryGetValue(table.Name, out var schemas)
            && (table.Schema is null || schemas.Contains(null) || schemas.Contains(table.Schema)));

    private void Add(string name, string? schema)
    {
        if (!_schemas.TryGetValue(name, out var schemas))
        {
            _schemas.Add(name, schemas = new HashSet<string?>(StringComparer.OrdinalIgnoreCase));
        }

        schemas.Add(schema);
    }

    private static bool IsProtected(IEntityType entityType) => entityType.SubjectType() is not null
        || entityType.ClrType.Assembly == typeof(ProtectedTables).Assembly
        || entityType.ClrType.Assembly == typeof(KeyRow).Assembly
        || entityType.GetFlattenedProperties().Any(property => property.PersonalData() is not null || property.EncryptedColumn() is not null)
        || EntityProtection.Of(entityType).Path is not null;
}
