using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Writes the SQL as the provider does, and hands it on in a command that knows its context.</summary>
internal sealed class ScopedCommandGenerator(
    QuerySqlGenerator inner,
    QuerySqlGeneratorDependencies dependencies,
    RelationalCommandBuilderDependencies commandDependencies) : QuerySqlGenerator(dependencies)
{
    public override IRelationalCommand GetCommand(Expression queryExpression)
        => new ScopedCommand(commandDependencies, inner.GetCommand(queryExpression), TagReads.In(queryExpression));
}
