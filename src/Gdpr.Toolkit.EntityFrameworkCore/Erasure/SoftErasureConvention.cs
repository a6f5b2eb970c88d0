using System.Linq.Expressions;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Gives people the columns that say when their erasure was asked for and done, and hides those for whom it was.</summary>
internal sealed class SoftErasureConvention : IModelFinalizingConvention
{
    /// <summary>The name of the query filter that hides the people who were removed.</summary>
    public const string FilterName = "Gdpr.Erased";

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        var roots = modelBuilder.Metadata.GetEntityTypes()
            .Where(type => type.SubjectType() is not null)
            .Select(type => type.GetRootType())
            .Distinct()
            .ToList();
        foreach (var root in roots)
        {
            var requestedAt = root.Builder.Property(typeof(long?), SoftErasureProperties.RequestedAt, fromDataAnnotation: true)!.Metadata;
            // What is written to a person who has been removed meanwhile finds no row, as with one that was deleted.
            requestedAt.SetIsConcurrencyToken(true, fromDataAnnotation: true);
            root.Builder.Property(typeof(long?), SoftErasureProperties.ErasedAt, fromDataAnnotation: true);
            root.Builder.Property(typeof(Guid?), SoftErasureProperties.CertificateId, fromDataAnnotation: true);
            RemoveUnnamedFilter(root);
            root.SetQueryFilter(FilterName, IsNull(root, requestedAt), fromDataAnnotation: true);
        }

        var cascades = modelBuilder.Metadata.GetEntityTypes()
            .Where(type => type.SubjectType() is not null)
            .SelectMany(type => type.GetDeclaredForeignKeys())
            .Where(foreignKey => !foreignKey.IsOwnership && foreignKey.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.ClientCascade)
            .ToList();
        var violations = cascades.Select(RefuseCascade).OfType<string>().ToList();
        ModelErrors.Add(modelBuilder.Metadata, violations);
    }

    /// <summary>A person must not go with the row of somebody or something else: neither row nor key would be erased.</summary>
    private static string? RefuseCascade(IConventionForeignKey foreignKey)
        => foreignKey.IsOwnership || foreignKey.Builder.OnDelete(DeleteBehavior.Restrict, fromDataAnnotation: true) is not null
            ? null
            : $"Deleting a '{foreignKey.PrincipalEntityType.DisplayName()}' would delete the people who are its '{foreignKey.DeclaringEntityType.DisplayName()}' "
                + "without erasing them. Use OnDelete(DeleteBehavior.Restrict), and remove the people first.";

    // Left unnamed because nothing says what it is for, which the validation reports; EF would complain of the mixture first.
    private static void RemoveUnnamedFilter(IConventionEntityType root)
    {
        if (root.GetDeclaredQueryFilters().Any(filter => filter.IsAnonymous))
        {
            root.SetQueryFilter((LambdaExpression?)null, fromDataAnnotation: true);
        }
    }

    private static LambdaExpression IsNull(IConventionEntityType root, IConventionProperty property)
    {
        var row = Expression.Parameter(root.ClrType, "row");
        return Expression.Lambda(Expression.Equal(StoredRows.Property(row, property), Expression.Constant(null, typeof(long?))), row);
    }
}
