using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

internal sealed class BlindIndexPreprocessorFactory(
    IQueryTranslationPreprocessorFactory inner) : IQueryTranslationPreprocessorFactory
{
    public QueryTranslationPreprocessor Create(QueryCompilationContext queryCompilationContext) => inner.Create(queryCompilationContext);
}
