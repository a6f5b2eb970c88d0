using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What keeps the properties of an index domain from being compared with each other.</summary>
internal static class IndexDomainRules
{
    public static IEnumerable<string> Violations(IConventionModel model)
    {
        var domains = model.GetEntityTypes()
            .SelectMany(entityType => entityType.DeclaredProperties())
            .Select(property => property.EncryptedColumn())
            .OfType<EncryptedColumn>()
            .Where(column => column.Mark.IndexDomain is not null)
            .ToLookup(column => column.Mark.IndexDomain!, StringComparer.Ordinal);
        foreach (var domain in domains.Where(columns => columns.Select(column => (column.GetType(), column.Mark.Normalizer)).Distinct().Count() > 1))
        {
            yield return $"{Names(domain)} are in the index domain '{domain.Key}', but have different types or normalizers, so equal values would not have equal "
                + "tags. Give all of them the same type and Normalizer.";
        }

        foreach (var alike in domains.GroupBy(domain => domain.Key, StringComparer.OrdinalIgnoreCase).Where(alike => alike.Count() > 1))
        {
            yield return $"The index domains {string.Join(" and ", alike.Select(domain => $"'{domain.Key}'").Order(StringComparer.Ordinal))} differ only in case. Write them alike.";
        }
    }

    private static string Names(IEnumerable<EncryptedColumn> columns) => string.Join(" and ", columns.Select(column => $"'{column.Binding.DisplayName}'"));
}
