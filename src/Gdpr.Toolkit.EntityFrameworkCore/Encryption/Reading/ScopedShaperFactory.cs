using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Puts the code that materialises rows of a query into the scope of the query's context.</summary>
internal sealed class ScopedShaperFactory(
    IShapedQueryCompilingExpressionVisitorFactory inner,
    ShapedQueryCompilingExpressionVisitorDependencies dependencies) : IShapedQueryCompilingExpressionVisitorFactory
{
    public ShapedQueryCompilingExpressionVisitor Create(QueryCompilationContext queryCompilationContext)
        => new ScopedShaperVisitor(inner.Create(queryCompilationContext), dependencies, queryCompilationContext);
}
