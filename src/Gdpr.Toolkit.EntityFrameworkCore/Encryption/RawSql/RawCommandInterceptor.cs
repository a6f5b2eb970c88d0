using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Refuses SQL of the application that writes to protected tables. What EF writes itself, for a save, a bulk update or a migration, is not looked at.</summary>
internal sealed class RawCommandInterceptor : DbCommandInterceptor
{
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Check(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Check(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Check(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Check(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Check(command, eventData);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbCommand command, CommandEventData eventData)
    {
        if (eventData.Context is { } context && FindWritten(context, command, eventData.CommandSource) is { } written)
        {
            var reason = context.GetService<RawSqlScopes>().Reason ?? throw RawSqlErrors.Refused(written);
            RawSqlLog.LetThrough(
                context.GetService<ILoggerFactory>().CreateLogger<RawCommandInterceptor>(), written.Statement, written.Name ?? "?", reason);
        }
    }

    // Raw SQL that LINQ builds upon runs as a query of LINQ.
    private static WrittenTable? FindWritten(DbContext context, DbCommand command, CommandSource source) => source switch
    {
        CommandSource.ExecuteSqlRaw or CommandSource.FromSqlQuery or CommandSource.Unknown
            => ProtectedTables.Of(context).FindWritten(command.CommandText),
        CommandSource.LinqQuery => ProtectedTables.Of(context).FindWrittenByQuery(command.CommandText),
        _ => null,
    };
}
