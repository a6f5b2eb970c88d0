using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Moves the composite indexes that name searchable properties from ciphertext, which differs in each row, to blind indexes.</summary>
internal static class CompositeIndexes
{
    public static void MoveToTags(IConventionModel model)
    {
        foreach (var index in model.GetEntityTypes().SelectMany(entityType => entityType.GetDeclaredIndexes()).Where(NamesSearchable).ToList())
        {
            index.DeclaringEntityType.RemoveIndex(index);
            Copy(index, EncryptionConvention.IndexSuffix);
            if (index.Properties.Where(IsSearchable).All(property => TagOf(property, EncryptionConvention.NextIndexSuffix) is not null))
            {
                Copy(index, EncryptionConvention.NextIndexSuffix);
            }
        }
    }

    private static bool NamesSearchable(IConventionIndex index) => index.Properties.Count > 1 && index.Properties.Any(IsSearchable);

    private static bool IsSearchable(IConventionProperty property) => property.EncryptedColumn() is { Mark.Searchable: true };

    private static void Copy(IConventionIndex index, string suffix)
    {
        var properties = index.Properties.Select(property => IsSearchable(property) ? TagOf(property, suffix)! : property).ToList();
        // The second column of an index that is rotated cannot have the name of the first one's.
        var name = suffix == EncryptionConvention.IndexSuffix ? index.Name : index.Name + suffix;
        var copy = string.IsNullOrEmpty(index.Name)
            ? index.DeclaringEntityType.AddIndex(properties, fromDataAnnotation: true)!
            : index.DeclaringEntityType.AddIndex(properties, name!, fromDataAnnotation: true)!;
        copy.SetIsUnique(index.IsUnique, fromDataAnnotation: true);
        copy.SetIsDescending(index.IsDescending, fromDataAnnotation: true);
        foreach (var annotation in index.GetAnnotations().Where(annotation => annotation.Name != RelationalAnnotationNames.Name || suffix == EncryptionConvention.IndexSuffix))
        {
            copy.SetAnnotation(annotation.Name, annotation.Value, fromDataAnnotation: true);
        }
    }

    private static IConventionProperty? TagOf(IConventionProperty property, string suffix) => property.DeclaringType.FindProperty(property.Name + suffix);
}
