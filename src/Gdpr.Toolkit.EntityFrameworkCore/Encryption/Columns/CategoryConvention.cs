using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Marks the properties that are encrypted for the category that they are of; a mark of their own wins.</summary>
internal sealed class CategoryConvention(GdprToolkitOptions options) : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var property in modelBuilder.Metadata.GetEntityTypes().SelectMany(entityType => entityType.DeclaredProperties()))
        {
            if (property.FindAnnotation(GdprAnnotationNames.Encrypted) is null
                && property.PersonalData() is { } personal
                && options.EncryptedCategories.TryGetValue(personal.Category, out var protection))
            {
                property.SetAnnotation(
                    GdprAnnotationNames.Encrypted, Marks.Write(EncryptionMark.From(protection) with { ByCategory = true }), fromDataAnnotation: true);
            }
        }
    }
}
