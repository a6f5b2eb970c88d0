using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Lists what a type declares while the model is being built.</summary>
internal static class DeclaredMembers
{
    /// <summary>Gets the declared scalar properties, those in complex types included.</summary>
    public static IEnumerable<IConventionProperty> DeclaredProperties(this IConventionTypeBase type)
        => type.GetDeclaredProperties()
            .Concat(type.GetDeclaredComplexProperties().SelectMany(complex => complex.ComplexType.DeclaredProperties()));
}
