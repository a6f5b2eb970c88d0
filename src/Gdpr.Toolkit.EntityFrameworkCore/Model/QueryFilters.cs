using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Knows which query filters only hide rows and which separate them.</summary>
internal static class QueryFilters
{
    /// <summary>The names under which unnamed filters of each kind are kept, because one query can only leave out filters by name.</summary>
    public const string UnnamedVisibility = "Gdpr.Visibility";

    /// <inheritdoc cref="UnnamedVisibility"/>
    public const string UnnamedBoundary = "Gdpr.Boundary";

    private const string Annotation = "Gdpr:HidingFilters";

    /// <summary>Gets the names of all filters that rights ignore.</summary>
    public static IReadOnlyCollection<string> Hiding(IModel model)
        => model.GetOrAddRuntimeAnnotationValue(Annotation, static model => Compute(model!), model);

    /// <summary>Says of a filter what the application has said.</summary>
    public static MappedFilter Describe(IReadOnlyEntityType entityType, IQueryFilter filter) => filter.Key switch
    {
        UnnamedVisibility => new MappedFilter(null, QueryFilterKind.Visibility),
        UnnamedBoundary => new MappedFilter(null, QueryFilterKind.Boundary),
        var name => new MappedFilter(name, KindOf(entityType, name)),
    };

    /// <summary>Finds the kind that was declared for a filter, null when none was.</summary>
    public static QueryFilterKind? KindOf(IReadOnlyEntityType entityType, string? name)
        => entityType[GdprAnnotationNames.QueryFilterKind + name] is string kind ? Enum.Parse<QueryFilterKind>(kind) : null;

    private static string[] Compute(IModel model)
        =>
        [
            SoftErasureConvention.FilterName,
            .. model.GetEntityTypes()
                .SelectMany(type => type.GetDeclaredQueryFilters().Where(filter => Describe(type, filter).Kind == QueryFilterKind.Visibility))
                .Select(filter => filter.Key)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
}
