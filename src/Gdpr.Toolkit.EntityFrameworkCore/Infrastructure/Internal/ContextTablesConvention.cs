using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Adds the toolkit's tables to the models of contexts.</summary>
/// <remarks>
/// EF Core makes models of its own with the same conventions, of the history of migrations and of what <c>SqlQuery</c> returns. It takes
/// those out that find a context's sets and functions; with our tables in it, the table of the history would be created together with them.
/// </remarks>
internal sealed class ContextTablesConvention(ConventionSet conventions, IReadOnlyList<IModelInitializedConvention> tables)
    : IModelInitializedConvention
{
    public void ProcessModelInitialized(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        if (!IsOfContext())
        {
            return;
        }

        foreach (var convention in tables)
        {
            convention.ProcessModelInitialized(modelBuilder, context);
        }
    }

    private bool IsOfContext()
        => conventions.ModelInitializedConventions.Any(convention => convention is DbSetFindingConvention or RelationalDbFunctionAttributeConvention);
}
