using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Puts the guard of encrypted columns behind the provider's own finishing of a query.</summary>
internal sealed class CiphertextGuardFactory(
    IQueryTranslationPostprocessorFactory inner,
    QueryTranslationPostprocessorDependencies dependencies) : IQueryTranslationPostprocessorFactory
{
    public QueryTranslationPostprocessor Create(QueryCompilationContext queryCompilationContext)
        => new CiphertextPostprocessor(inner.Create(queryCompilationContext), dependencies, queryCompilationContext);
}
