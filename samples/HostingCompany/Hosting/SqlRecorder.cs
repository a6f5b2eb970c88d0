using System.Data.Common;
using System.Text;
using HostingCompany.Story;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HostingCompany.Hosting;

/// <summary>Remembers the last query, to show what the database was asked.</summary>
internal sealed class SqlRecorder : DbCommandInterceptor
{
    /// <summary>Gets the last query and its parameters.</summary>
    public string Last { get; private set; } = "";

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Record(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Record(command);
        return ValueTask.FromResult(result);
    }

    private void Record(DbCommand command)
    {
        var text = new StringBuilder(command.CommandText);
        foreach (DbParameter parameter in command.Parameters)
        {
            text.Append("\n-- ").Append(parameter.ParameterName).Append(" = ").Append(RawValue.Text(parameter.Value));
        }

        Last = text.ToString();
    }
}
