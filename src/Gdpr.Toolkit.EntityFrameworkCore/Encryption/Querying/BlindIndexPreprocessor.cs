using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Prepares a query as the provider does, then lets comparisons of encrypted properties use their blind indexes.</summary>
/// <remarks>Only after navigations are expanded have query filters joined in and projections been resolved to properties.</remarks>
internal sealed class BlindIndexPreprocessor(
    QueryTranslationPreprocessor inner,
    QueryTranslationPreprocessorDependencies dependencies,
    QueryCompilationContext queryCompilationContext,
    SubjectKeyring keyring)
    : QueryTranslationPreprocessor(dependencies, queryCompilationContext)
{
    public override Expression Process(Expression query)
    {
        var prepared = inner.Process(query);
        QueryScope.Register(QueryCompilationContext);
        BulkDeletion.Refuse(prepared, QueryCompilationContext.Model, QueryCompilationContext.ContextOptions);
        var columns = EncryptedMembers.Of(QueryCompilationContext.Model);
        return columns.IsEmpty
            ? prepared
            : new BlindIndexRewriter(columns, IndexRoots.SlotOf(keyring.Tags.Version()), new ComparedValues(QueryCompilationContext)).Visit(prepared);
    }
}
