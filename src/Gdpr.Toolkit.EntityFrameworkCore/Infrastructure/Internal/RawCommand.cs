using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Commands past EF Core, so that no interceptor, event or log of the application sees what they hold.</summary>
internal static class RawCommand
{
    /// <param name="context">On whose open connection it runs, in its transaction if there is one.</param>
    /// <param name="sql">Made of nothing but numbers, and names of the model or of the ledger, which are quoted.</param>
    /// <param name="key">The values of its parameters <c>@p0</c>, <c>@p1</c> and so on.</param>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Names come from the model, or from the ledger whose hashes were checked, and are quoted.")]
    public static DbCommand Create(DbContext context, string sql, IReadOnlyList<object> key)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = context.Database.GetCommandTimeout() ?? command.CommandTimeout;
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        for (var index = 0; index < key.Count; index++)
        {
            Add(command, $"@p{index}", key[index]);
        }

        return command;
    }

    public static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    /// <summary>Runs a statement that answers nothing, such as one that takes a lock.</summary>
    public static async ValueTask ExecuteAsync(DbContext context, string sql, bool async, CancellationToken cancellationToken)
    {
        var command = Create(context, sql, []);
        await using (command.ConfigureAwait(false))
        {
            if (async)
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                command.ExecuteNonQuery();
            }
        }
    }

    /// <summary>Runs a statement and takes the first column of its first row.</summary>
    /// <returns>Null where there is no row, or nothing in it.</returns>
    public static async Task<object?> ScalarAsync(DbContext context, string sql, IReadOnlyList<object> key, CancellationToken cancellationToken)
    {
        var command = Create(context, sql, key);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is var value and not DBNull ? value : null;
        }
    }

    /// <summary>Runs a statement that waits for others, and is not to fail because that takes longer than commands may.</summary>
    public static async Task WaitAsync(DbContext context, string sql, CancellationToken cancellationToken)
    {
        var command = Create(context, sql, []);
        await using (command.ConfigureAwait(false))
        {
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
