using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Follows foreign keys between the rows of one person in memory.</summary>
internal sealed class RowLinks
{
    private readonly Dictionary<(IKey Key, string Values), PlannedRow> _byKey = [];

    public RowLinks(IReadOnlyList<PlannedRow> rows)
    {
        // No foreign key leads to rows that are planned in groups.
        foreach (var row in rows.Where(row => row.Row is PersonRow))
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
        => row.Row.Mapped.EntityType.GetForeignKeys().Select(foreignKey => Principal(row, foreignKey)).OfType<PlannedRow>();

    /// <summary>Tells the row of the same table that a row is a required part of, and cannot be deleted without.</summary>
    public PlannedRow? Whole(PlannedRow row)
        => row.Row.Mapped.EntityType.GetForeignKeys()
            .Where(IsPart)
            .Select(foreignKey => Principal(row, foreignKey))
            .FirstOrDefault(whole => whole is not null);

    /// <summary>Whether a row is a required part of the row that a foreign key leads to.</summary>
    public static bool IsPart(IForeignKey foreignKey)
        => foreignKey.IsRequiredDependent
            && foreignKey.PrincipalKey.IsPrimaryKey()
            && foreignKey.Properties.SequenceEqual(foreignKey.DeclaringEntityType.FindPrimaryKey()!.Properties)
            && foreignKey.PrincipalEntityType.GetTableName() == foreignKey.DeclaringEntityType.GetTableName()
            && foreignKey.PrincipalEntityType.GetSchema() == foreignKey.DeclaringEntityType.GetSchema();

    private PlannedRow? Principal(PlannedRow row, IForeignKey foreignKey)
        => Identity(row.Row.KeyValues(foreignKey.Properties)) is { } values
            && _byKey.TryGetValue((foreignKey.PrincipalKey, values), out var principal)
            && principal != row
                ? principal
                : null;

    private static string? Identity(object?[] values)
        => values.Contains(null) ? null : ValueText.Of(values);
}
