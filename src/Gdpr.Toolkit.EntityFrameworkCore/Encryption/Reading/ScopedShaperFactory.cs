using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Puts the code that materialises rows of a query into the scope of the query's context.</summary>
internal sealed class ScopedShaperFactory(
    IShapedQueryCompilingExpressionVisitorFactory inner,
    ShapedQueryCompilingExpressionVisitorDependencies dependencies) : IShapedQueryCompilingExpressionVisitorFactory
{
    public ShapedQueryCompilingExpressionVisitor Create(QueryCompilationContext queryCompilationContext)
        => queryCompilationContext.Model.HasEncrypted()
            ? new ScopedShaperVisitor(inner.Create(queryCompilationContext), dependencies, queryCompilationContext)
            : inner.Create(queryCompilationContext);
}
