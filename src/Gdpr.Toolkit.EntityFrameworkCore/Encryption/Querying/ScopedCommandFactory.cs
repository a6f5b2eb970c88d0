using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Lets the commands of queries be made in the scope of their context where no interceptor is called: for <c>ToQueryString</c>.</summary>
internal sealed class ScopedCommandFactory(
    IQuerySqlGeneratorFactory inner,
    QuerySqlGeneratorDependencies dependencies,
    RelationalCommandBuilderDependencies commandDependencies) : IQuerySqlGeneratorFactory
{
    public QuerySqlGenerator Create() => new ScopedCommandGenerator(inner.Create(), dependencies, commandDependencies);
}
