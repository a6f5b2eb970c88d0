using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Tells a row of the model apart from all others, whoever's it is.</summary>
internal static class RowIdentity
{
    public static string Of(IEntityType entityType, IEnumerable<object?> key)
        => $"{entityType.GetRootType().Name}|{ValueText.Of(key)}";

    public static string Of(PersonRow row) => Of(row.Mapped.EntityType, row.KeyValues(row.Mapped.EntityType.FindPrimaryKey()!.Properties));
}
