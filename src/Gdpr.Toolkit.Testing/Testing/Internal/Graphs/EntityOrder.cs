using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>In which order rows of a model can be made, and which of their links must be there from the beginning.</summary>
internal sealed class EntityOrder
{
    private readonly HashSet<IReadOnlyForeignKey> _ways;
    private readonly ILookup<IReadOnlyEntityType, MappedEntity> _mapped;

    public EntityOrder(IModel model, PersonalDataMap map)
    {
        var mapped = map.Subjects.SelectMany(subject => subject.Entities).ToList();
        _mapped = mapped.ToLookup(entity => entity.Metadata);
        _ways = [.. mapped.SelectMany(entity => entity.Path.Hops)];
        Types = Sort([.. model.GetEntityTypes().Where(IsStored).OrderBy(type => type.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Gets the types that have rows, each behind those that its rows need.</summary>
    public IReadOnlyList<IEntityType> Types { get; }

    /// <summary>Gets the ways by which rows are somebody's.</summary>
    public IEnumerable<MappedEntity> Ways(IEntityType type) => _mapped[type];

    /// <summary>Whether a link must be there when the row is saved: it is required, or says whose the row is.</summary>
    public bool IsEarly(IForeignKey foreignKey) => foreignKey.IsRequired || _ways.Contains(foreignKey);

    /// <summary>Whether a row without the link could not be saved: its encrypted values would be nobody's.</summary>
    public bool IsNeeded(IEntityType type, IForeignKey foreignKey)
        => foreignKey.IsRequired || Ways(type).Any(way => way.Path.Hops is [var first, ..] && first == foreignKey && way.Personal.Any(property => property.IsEncrypted));

    /// <summary>Gets the links of a type to other rows: not those of an owned row to its owner, nor of a derived class's table to its base's.</summary>
    public static IEnumerable<IForeignKey> Links(IEntityType type)
        => type.GetForeignKeys().Where(foreignKey => !foreignKey.IsOwnership && !foreignKey.Properties.SequenceEqual(foreignKey.PrincipalKey.Properties));

    private static bool IsStored(IEntityType type)
        => !type.IsOwned()
            && !type.IsAbstract()
            && type.FindPrimaryKey() is not null
            && type.GetTableName() is not null
            && type.ClrType.Assembly != typeof(MappedEntity).Assembly
            && type.ClrType.Assembly != typeof(KeyRow).Assembly;

    private List<IEntityType> Sort(List<IEntityType> left)
    {
        var sorted = new List<IEntityType>();
        while (left.Count > 0)
        {
            var next = left.Find(type => Needed(type).All(principals => !principals.Any(principal => principal != type && left.Contains(principal))))
                ?? left.Find(type => Needed(type).All(principals => principals.Any(sorted.Contains)))
                ?? throw new InvalidOperationException(
                    $"No row of {string.Join(", ", left.Select(type => $"'{type.DisplayName()}'"))} can be saved first: each requires another. "
                    + "Make one of the foreign keys optional, or make up such rows in the test.");
            sorted.Add(next);
            left.Remove(next);
        }

        return sorted;
    }

    /// <summary>Gets, for each link that must be there, the types that it can lead to.</summary>
    private IEnumerable<IEnumerable<IEntityType>> Needed(IEntityType type)
        => Links(type).Where(IsEarly).Select(link => link.PrincipalEntityType.GetConcreteDerivedTypesInclusive());
}
