using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Follows foreign keys between the rows of one person in memory.</summary>
internal sealed class RowLinks
{
    private readonly Dictionary<(IKey Key, string Values), PlannedRow> _byKey = [];

    public RowLinks(IReadOnlyList<PlannedRow> rows)
    {
        foreach (var row in rows)
        {
            foreach (var key in row.Row.Mapped.EntityType.GetKeys())
            {
                if (Identity(row.Row.KeyValues(key.Properties)) is { } values)
                {
                    _byKey[(key, values)] = row;
                }
            }
        }
    }

    /// <summary>Gets the person's rows that a row's foreign keys lead to.</summary>
    public IEnumerable<PlannedRow> Principals(PlannedRow row)
    {
        foreach (var foreignKey in row.Row.Mapped.EntityType.GetForeignKeys())
        {
            if (Identity(row.Row.KeyValues(foreignKey.Properties)) is { } values
                && _byKey.TryGetValue((foreignKey.PrincipalKey, values), out var principal)
                && principal != row)
            {
                yield return principal;
            }
        }
    }

    private static string? Identity(object?[] values)
        => values.Contains(null) ? null : string.Join('|', values.Select(value => FormattableString.Invariant($"{value}")));
}
