using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Retention;

/// <summary>Empties or deletes the rows of a batch with one statement, in the context's transaction.</summary>
/// <remarks>Written by hand because EF's bulk updates of encrypted columns are refused; here nothing is stored but nulls and declared replacements.</remarks>
internal sealed class RowStatements
{
    private readonly DbContext _context;
    private readonly ISqlGenerationHelper _sql;
    private readonly SweepGroup _group;
    private readonly IProperty _key;
    private readonly StoreObjectIdentifier _table;

    public RowStatements(DbContext context, SweepGroup group)
    {
        _context = context;
        _group = group;
        _sql = context.GetService<ISqlGenerationHelper>();
        _key = group.Entity.EntityType.FindPrimaryKey()!.Properties[0];
        _table = StoreObjectIdentifier.Create(group.Entity.EntityType, StoreObjectType.Table)!.Value;
    }

    public async Task<int> RunAsync(IReadOnlyList<object> keys, CancellationToken cancellationToken)
    {
        DbCommand command = _context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = _context.Database.CurrentTransaction!.GetDbTransaction();
            var text = new StringBuilder(_group.DeletesRows ? "DELETE FROM " : "UPDATE ").Append(_sql.DelimitIdentifier(_table.Name, _table.Schema));
            if (!_group.DeletesRows)
            {
                var setters = SetColumns.Of(_group).Select((setter, index)
                    => $"{Column(setter.Column)} = {(setter.Value is null ? "NULL" : Parameter(command, $"v{index}", setter.Column, setter.Value))}");
                text.Append(" SET ").AppendJoin(", ", setters);
            }

            text.Append(" WHERE ").Append(Column(_key)).Append(" IN (");
            // Numbers and Guids as literals: SQLite looks each parameter up among all others.
            text.AppendJoin(", ", keys.Select(_key.GetRelationalTypeMapping().GenerateSqlLiteral)).Append(')');
#pragma warning disable CA2100 // Names and keys as the provider writes them; values are parameters.
            command.CommandText = text.ToString();
#pragma warning restore CA2100
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private string Column(IProperty property) => _sql.DelimitIdentifier(property.GetColumnName(_table)!);

    private string Parameter(DbCommand command, string name, IProperty property, object value)
    {
        command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(command, _sql.GenerateParameterName(name), value));
        return _sql.GenerateParameterNamePlaceholder(name);
    }
}
