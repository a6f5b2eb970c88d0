using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Model;

/// <summary>Requires that every filter on a person's rows is for something, and names those that have no name.</summary>
/// <remarks>
/// EF does not mix named and unnamed filters, and leaves out an unnamed one only together with all others. Under a name the
/// application's filter behaves as before: it applies to every query, and <c>IgnoreQueryFilters()</c> takes it off.
/// </remarks>
internal sealed class QueryFilterConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        var finder = new SubjectPathFinder(modelBuilder.Metadata);
        var roots = modelBuilder.Metadata.GetEntityTypes()
            .Where(type => finder.Candidates(type).Count > 0)
            .Select(type => type.GetRootType())
            .Distinct()
            .ToList();
        ModelErrors.Add(modelBuilder.Metadata, [.. roots.SelectMany(Unclassified), .. Contradictions(modelBuilder.Metadata.GetEntityTypes())]);
        roots.ForEach(NameUnnamed);
    }

    private static IEnumerable<string> Unclassified(IConventionEntityType root)
        => from filter in root.GetDeclaredQueryFilters()
           where QueryFilters.KindOf(root, filter.Key) is null
           let name = filter.Key is null ? "" : $"\"{filter.Key}\", "
           select $"'{root.DisplayName()}' holds rows of people behind the query filter {(filter.Key is null ? "without a name" : $"'{filter.Key}'")}, and nothing says "
               + "whether it hides rows or separates them. Add modelBuilder.Entity<"
               + $"{root.ShortName()}>().HasQueryFilterKind({name}QueryFilterKind.Visibility) for a soft delete or archive (exports and erasures ignore it), or "
               + "QueryFilterKind.Boundary for a tenant (they never cross it); using Gdpr.Toolkit.Model.";

    private static IEnumerable<string> Contradictions(IEnumerable<IConventionEntityType> roots)
        => roots.SelectMany(root => root.GetDeclaredQueryFilters()
                .Where(filter => filter.Key is not null)
                .Select(filter => (Name: filter.Key!, Kind: QueryFilters.KindOf(root, filter.Key))))
            .GroupBy(filter => filter.Name, StringComparer.Ordinal)
            .Where(filters => filters.Select(filter => filter.Kind).OfType<QueryFilterKind>().Distinct().Count() > 1)
            .Select(filters => $"The query filter '{filters.Key}' hides rows of one entity and separates those of another, but a query leaves out filters by name. "
                + "Give them different names.");

    private static void NameUnnamed(IConventionEntityType root)
    {
        if (root.GetDeclaredQueryFilters().FirstOrDefault(filter => filter.IsAnonymous) is { } unnamed
            && QueryFilters.KindOf(root, null) is { } kind)
        {
            var name = kind == QueryFilterKind.Visibility ? QueryFilters.UnnamedVisibility : QueryFilters.UnnamedBoundary;
            root.SetQueryFilter((LambdaExpression?)null, fromDataAnnotation: true);
            root.SetQueryFilter(name, unnamed.Expression, fromDataAnnotation: true);
        }
    }
}
