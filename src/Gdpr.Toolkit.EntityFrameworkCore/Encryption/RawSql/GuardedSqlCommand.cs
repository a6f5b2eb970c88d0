using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A command of the application's SQL. What EF runs through the same door, such as the history of migrations, is not looked at.</summary>
internal sealed class GuardedSqlCommand(IRelationalCommand inner) : IRelationalCommand
{
    public string CommandText => inner.CommandText;

    public string LogCommandText => inner.LogCommandText;

    public IReadOnlyList<IRelationalParameter> Parameters => inner.Parameters;

    public int ExecuteNonQuery(RelationalCommandParameterObject parameterObject)
    {
        Check(parameterObject);
        return inner.ExecuteNonQuery(parameterObject);
    }

    public Task<int> ExecuteNonQueryAsync(RelationalCommandParameterObject parameterObject, CancellationToken cancellationToken = default)
    {
        Check(parameterObject);
        return inner.ExecuteNonQueryAsync(parameterObject, cancellationToken);
    }

    public object? ExecuteScalar(RelationalCommandParameterObject parameterObject)
    {
        Check(parameterObject);
        return inner.ExecuteScalar(parameterObject);
    }

    public Task<object?> ExecuteScalarAsync(RelationalCommandParameterObject parameterObject, CancellationToken cancellationToken = default)
    {
        Check(parameterObject);
        return inner.ExecuteScalarAsync(parameterObject, cancellationToken);
    }

    public RelationalDataReader ExecuteReader(RelationalCommandParameterObject parameterObject)
    {
        Check(parameterObject);
        return inner.ExecuteReader(parameterObject);
    }

    public Task<RelationalDataReader> ExecuteReaderAsync(RelationalCommandParameterObject parameterObject, CancellationToken cancellationToken = default)
    {
        Check(parameterObject);
        return inner.ExecuteReaderAsync(parameterObject, cancellationToken);
    }

    public DbCommand CreateDbCommand(RelationalCommandParameterObject parameterObject, Guid commandId, DbCommandMethod commandMethod)
        => inner.CreateDbCommand(parameterObject, commandId, commandMethod);

    public void PopulateFrom(IRelationalCommandTemplate commandTemplate) => inner.PopulateFrom(commandTemplate);

    private void Check(RelationalCommandParameterObject parameterObject)
    {
        if (parameterObject is { Context: { } context, CommandSource: CommandSource.ExecuteSqlRaw or CommandSource.Unknown })
        {
            new RawSqlCheck(CommandText).Require(context);
        }
    }
}
