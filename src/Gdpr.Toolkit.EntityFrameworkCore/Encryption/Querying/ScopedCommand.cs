using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Makes its parameters, and so the tags in them, for the context whose connection it gets.</summary>
internal sealed class ScopedCommand(RelationalCommandBuilderDependencies dependencies, IRelationalCommand command, IReadOnlyCollection<IndexSlot> tags)
    : RelationalCommand(dependencies, command.CommandText, command.LogCommandText, TagRequirement.Before(command.Parameters, tags))
{
    public override DbCommand CreateDbCommand(
        RelationalCommandParameterObject parameterObject, Guid commandId, DbCommandMethod commandMethod)
    {
        var previous = ColumnScope.Enter(parameterObject.Connection.Context);
        try
        {
            return base.CreateDbCommand(parameterObject, commandId, commandMethod);
        }
        finally
        {
            ColumnScope.Leave(previous);
        }
    }
}
