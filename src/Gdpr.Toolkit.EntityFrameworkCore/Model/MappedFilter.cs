using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>A query filter that the application has put on an entity.</summary>
/// <param name="Name">The filter's name; null for the unnamed one.</param>
/// <param name="Kind">What it is for; null when nobody has said.</param>
public sealed record MappedFilter(string? Name, QueryFilterKind? Kind)
{
    internal static IReadOnlyList<MappedFilter> Of(IReadOnlyEntityType entityType)
        =>
        [
            .. entityType.GetRootType().GetDeclaredQueryFilters()
                .Where(filter => filter.Key != SoftErasureConvention.FilterName)
                .Select(filter => QueryFilters.Describe(entityType.GetRootType(), filter)),
        ];
}
