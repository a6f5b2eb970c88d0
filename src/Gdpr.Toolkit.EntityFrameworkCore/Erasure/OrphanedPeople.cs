using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Knows whether a person can be removed without <c>Remove</c>: by being taken off the principal they need.</summary>
internal static class OrphanedPeople
{
    private const string Annotation = "Gdpr:OrphanedPeople";

    public static bool CanOccurIn(IModel model)
        => (bool)model.GetOrAddRuntimeAnnotationValue(Annotation, static model => (object)Compute(model!), model);

    private static bool Compute(IModel model)
        => model.GetEntityTypes()
            .Where(type => type.SubjectType() is not null)
            .SelectMany(type => type.GetForeignKeys())
            .Any(foreignKey => foreignKey.IsRequired && !foreignKey.IsOwnership);
}
