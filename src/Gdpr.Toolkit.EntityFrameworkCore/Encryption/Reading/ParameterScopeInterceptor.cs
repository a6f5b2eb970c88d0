using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Lets the converters of blind indexes know, while a command's parameters are made, which context they work for.</summary>
/// <remarks>EF raises both calls on one thread, with nothing asynchronous between them.</remarks>
internal sealed class ParameterScopeInterceptor : DbCommandInterceptor
{
    [ThreadStatic]
    private static SubjectKeyring? _previous;

    /// <summary>Ends the scope of a command whose parameters cannot be made: EF says nothing more of it.</summary>
    public static void Abandon()
    {
        ColumnScope.Leave(_previous);
        _previous = null;
    }

    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result)
    {
        if (eventData.Context is { } context)
        {
            _previous = ColumnScope.Enter(context);
        }

        return result;
    }

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (eventData.Context is not null)
        {
            Abandon();
        }

        return result;
    }
}
