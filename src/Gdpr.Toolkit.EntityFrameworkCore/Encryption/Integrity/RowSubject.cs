using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What a row of an entity type tells of the person whose keys its values have to be under. Computed once per entity type of a model.</summary>
internal sealed class RowSubject
{
    private const string Annotation = "Gdpr:RowSubject";

    private RowSubject(IEntityType entityType, EntityProtection protection)
    {
        EntityType = entityType;
        Path = protection.Path;
        Kind = Path?.Subject.DataSubject()!.EffectiveKind ?? "";
        PersonKey = Path is null ? null : FindPersonKey(Path);
        HoldsDocuments = protection.Documents.Count > 0 || protection.HoldsOwnedDocuments;
        IsChecked = protection.Columns.Count > 0 || HoldsDocuments;
        Shadow = [.. protection.Columns.Where(property => property.IsShadowProperty())];
    }

    public IEntityType EntityType { get; }

    /// <summary>Gets the way to the person; null when none leads from the rows.</summary>
    public SubjectPath? Path { get; }

    public string Kind { get; }

    /// <summary>Gets the row's own properties that hold the person's key; null when only other rows tell whose it is.</summary>
    public IReadOnlyList<IProperty>? PersonKey { get; }

    /// <summary>Gets whether rows hold encrypted values, in columns or in JSON documents. What lies in a document is part of the row that holds it.</summary>
    public bool IsChecked { get; }

    /// <summary>Gets whether encrypted values lie in JSON documents, which EF reads after it has made the row's object.</summary>
    public bool HoldsDocuments { get; }

    /// <summary>Gets the encrypted properties that no CLR member holds: EF reads them before it makes the object.</summary>
    public IReadOnlyList<IProperty> Shadow { get; }

    public static RowSubject Of(IEntityType entityType) => entityType.GetOrAddRuntimeAnnotationValue(
        Annotation, static type => new RowSubject(type!, EntityProtection.Of(type!)), entityType);

    /// <summary>From the person's key back to the row: each foreign key on the way repeats it, or the row does not hold it.</summary>
    private static List<IProperty>? FindPersonKey(SubjectPath path)
    {
        var key = path.Subject.FindPrimaryKey()!.Properties.Cast<IProperty>().ToList();
        foreach (var hop in path.Hops.Cast<IForeignKey>().Reverse())
        {
            var places = key.ConvertAll(property => hop.PrincipalKey.Properties.ToList().IndexOf(property));
            if (places.Contains(-1))
            {
                return null;
            }

            key = places.ConvertAll(place => hop.Properties[place]);
        }

        return key;
    }
}
