using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Lets the commands of queries be made in the scope of their context, and looks at raw SQL in them.</summary>
internal sealed class GuardedCommandFactory(
    IQuerySqlGeneratorFactory inner,
    QuerySqlGeneratorDependencies dependencies,
    RelationalCommandBuilderDependencies commandDependencies) : IQuerySqlGeneratorFactory
{
    public QuerySqlGenerator Create() => new GuardedCommandGenerator(inner.Create(), dependencies, commandDependencies);
}
