using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

internal sealed class CiphertextGuardFactory(
    IQueryTranslationPostprocessorFactory inner) : IQueryTranslationPostprocessorFactory
{
    public QueryTranslationPostprocessor Create(QueryCompilationContext queryCompilationContext) => inner.Create(queryCompilationContext);
}
