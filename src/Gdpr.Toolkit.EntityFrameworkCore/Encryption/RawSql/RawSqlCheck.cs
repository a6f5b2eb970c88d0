using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Refuses SQL of the application that writes to protected tables, outside of a scope that says why.</summary>
/// <remarks>For contexts of one model. Thread-safe.</remarks>
internal sealed class RawSqlCheck(string sql)
{
    private Verdict? _verdict;

    /// <summary>Lets a context run the SQL.</summary>
    /// <exception cref="InvalidOperationException">It writes to a protected table, and no scope of the context says why that is right.</exception>
    public void Require(DbContext context)
    {
        _verdict ??= new Verdict(ProtectedTables.Of(context).FindWritten(sql));
        if (_verdict.Written is { } written)
        {
            var reason = context.GetService<RawSqlScopes>().Reason ?? throw RawSqlErrors.Refused(written);
            RawSqlLog.LetThrough(
                context.GetService<ILoggerFactory>().CreateLogger<RawSqlCheck>(), written.Statement, written.Name ?? "?", reason);
        }
    }

    private sealed record Verdict(WrittenTable? Written);
}
