using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finishes a query as the provider does, then lets the guard see all the SQL of it.</summary>
internal sealed class CiphertextPostprocessor(
    QueryTranslationPostprocessor inner,
    QueryTranslationPostprocessorDependencies dependencies,
    QueryCompilationContext queryCompilationContext)
    : QueryTranslationPostprocessor(dependencies, queryCompilationContext)
{
    public override Expression Process(Expression query)
    {
        var finished = inner.Process(query);
        var guard = new CiphertextGuard();
        if (finished is ShapedQueryExpression shaped)
        {
            guard.Visit(shaped.QueryExpression);
            new ShaperGuard(guard).Visit(shaped.ShaperExpression);
        }
        else
        {
            guard.Visit(finished);
        }

        return finished;
    }
}
