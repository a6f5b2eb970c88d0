using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What keeps an entity without a key, such as a view, from showing an encrypted column of another one.</summary>
/// <remarks>A wrong name would look like tampering when a row is read, and other tags like a value that nobody has.</remarks>
internal static class ShownColumnRules
{
    private const int NamedAtMost = 10;

    public static IEnumerable<string> Violations(IConventionModel model)
    {
        var encrypted = model.GetEntityTypes()
            .SelectMany(entityType => entityType.DeclaredProperties())
            .Select(property => (IsStored: property.DeclaringType.ContainingEntityType.FindPrimaryKey() is not null, Column: property.EncryptedColumn()))
            .Where(property => property.Column is not null)
            .ToLookup(property => property.IsStored, property => property.Column!);
        var stored = encrypted[true].GroupBy(Id, StringComparer.Ordinal).ToDictionary(columns => columns.Key, columns => columns.First(), StringComparer.Ordinal);
        return encrypted[false].SelectMany(shown => stored.TryGetValue(Id(shown), out var source) ? Differences(shown, source) : [Unknown(shown, stored.Keys)]);
    }

    private static IEnumerable<string> Differences(EncryptedColumn shown, EncryptedColumn source)
    {
        if (shown.SealedType != source.SealedType || shown.IsText != source.IsText)
        {
            yield return $"{Shows(shown)}, where '{source.Binding.DisplayName}' stores a '{source.SealedType.Name}'{Place(source)}, but reads a "
                + $"'{shown.SealedType.Name}'{Place(shown)}. Give both the same type and conversion, or name another column.";
        }

        if (shown.Mark.Searchable && (!source.Mark.Searchable || shown.Mark.Normalizer != source.Mark.Normalizer || shown.Mark.IndexDomain != source.Mark.IndexDomain))
        {
            yield return $"{Shows(shown)}, and is searched by other tags than '{source.Binding.DisplayName}' stores, so queries would find nothing. "
                + "Give both the same Searchable, Normalizer and IndexDomain.";
        }
    }

    private static string Unknown(EncryptedColumn shown, IEnumerable<string> stored)
    {
        var names = stored.Order(StringComparer.Ordinal).Take(NamedAtMost).Select(name => $"'{name}'").ToList();
        var known = names.Count == 0 ? "" : $": {string.Join(", ", names)}";
        return $"{Shows(shown)}, which no entity of this model stores. Name one that is stored{known}; and where another context stores it, map its entity in this one, too.";
    }

    private static string Shows(EncryptedColumn shown) => $"'{shown.Binding.DisplayName}' shows the encrypted column '{Id(shown)}'";

    private static string Place(EncryptedColumn column) => column.IsText ? " in a JSON document" : "";

    private static string Id(EncryptedColumn column) => column.Binding.ColumnId;
}
