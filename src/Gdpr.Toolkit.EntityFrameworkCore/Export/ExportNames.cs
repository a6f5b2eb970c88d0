using System.Text.Json;
using System.Text.RegularExpressions;
using Gdpr.Toolkit.Documents;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Export;

/// <summary>The names and titles under which a package shows entities and properties: those that were declared, and never namespaces or column names.</summary>
internal static partial class ExportNames
{
    // What a class is called whose name has no letter that a file can have everywhere.
    private const string Nameless = "record";

    /// <summary>Names the files of entities, such as <c>support-message</c>; those of one name, or of a name that is taken, are numbered.</summary>
    public static IReadOnlyDictionary<MappedEntity, string> Files(IEnumerable<MappedEntity> entities, IEnumerable<string> taken)
    {
        var used = taken.ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<MappedEntity, string>();
        foreach (var entity in entities)
        {
            var name = Of(entity.EntityType);
            var free = Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : FormattableString.Invariant($"{name}-{number}")).First(used.Add);
            names.Add(entity, free);
        }

        return names;
    }

    public static string Of(IReadOnlyEntityType entityType)
        => entityType.ExportName()?.Name
            ?? (Unsafe().Replace(JsonNamingPolicy.KebabCaseLower.ConvertName(entityType.ShortName()), "-").Trim('-') is { Length: > 0 } name ? name : Nameless);

    public static string Of(IReadOnlyPropertyBase member) => member.ExportName()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name);

    /// <summary>Names a way through parts, such as <c>home.street</c>.</summary>
    public static string Of(MappedProperty property) => string.Join('.', property.Steps.Append(property.Property).Select(Of));

    public static PurposeText Title(IReadOnlyEntityType entityType) => Title(entityType.ExportName(), Plain(Of(entityType)));

    /// <summary>Titles a part or a key by its own name.</summary>
    public static PurposeText Title(IReadOnlyPropertyBase member) => Title(member.ExportName(), BilingualText.Same(Of(member)));

    /// <summary>Titles a value by its category, with its name where a sibling is of the same category.</summary>
    public static PurposeText Title(MappedProperty property, bool isOnlyOne)
    {
        var category = BilingualText.Of(property.Category!.Value);
        return Title(
            property.Property.ExportName(),
            isOnlyOne ? category : BilingualText.Join(language => $"{category.In(language)} ({Of(property.Property)})"));
    }

    private static PurposeText Title(ExportNameMark? mark, PurposeText otherwise)
        => new(mark?.Swedish ?? otherwise.Swedish, mark?.English ?? otherwise.English);

    private static PurposeText Plain(string name) => BilingualText.Same(char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' '));

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Unsafe();
}
