using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Writes the SQL as the provider does, and puts what has to be done at each execution before its parameters.</summary>
internal sealed class GuardedCommandGenerator(
    QuerySqlGenerator inner,
    QuerySqlGeneratorDependencies dependencies,
    RelationalCommandBuilderDependencies commandDependencies) : QuerySqlGenerator(dependencies)
{
    public override IRelationalCommand GetCommand(Expression queryExpression)
    {
        var command = inner.GetCommand(queryExpression);
        var parts = GuardedParts.In(queryExpression);
        return parts.IsEmpty
            ? command
            : new RelationalCommand(
                commandDependencies,
                command.CommandText,
                command.LogCommandText,
                [new GuardedParameters(command.Parameters, parts.Tags, parts.HasRawSql ? new RawSqlCheck(command.CommandText) : null)]);
    }
}
