using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Puts the rewriting to blind indexes behind the provider's own preparation of a query.</summary>
internal sealed class BlindIndexPreprocessorFactory(
    IQueryTranslationPreprocessorFactory inner,
    QueryTranslationPreprocessorDependencies dependencies,
    SubjectKeyring keyring) : IQueryTranslationPreprocessorFactory
{
    public QueryTranslationPreprocessor Create(QueryCompilationContext queryCompilationContext)
        => new BlindIndexPreprocessor(inner.Create(queryCompilationContext), dependencies, queryCompilationContext, keyring);
}
