using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What keeps rows with personal data from being addressed one by one.</summary>
internal static class RowRules
{
    public static IEnumerable<string> Violations(IConventionEntityType entityType)
    {
        if (entityType.FindPrimaryKey() is null
            && entityType.GetTableName() is { } table
            && entityType.DeclaredProperties().FirstOrDefault(property => property.PersonalData() is not null) is { } personal)
        {
            yield return $"'{entityType.DisplayName()}' stores personal data ('{personal.Name}') in '{table}' without a key, so its rows could not be erased. "
                + "Give it a key, or map it with ToView(…) or ToSqlQuery(…) if it only shows what other tables store.";
        }
    }
}
