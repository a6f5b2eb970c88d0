using System.Linq.Expressions;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Refuses <c>ExecuteDelete</c> of rows that are people, and of rows that a law can retain, together with what the database deletes along with them.</summary>
internal sealed class BulkDeletion(IModel model, IDbContextOptions options)
{
    private readonly SubjectPathFinder _finder = new(model);

    /// <exception cref="InvalidOperationException">The query deletes such rows.</exception>
    public static void Refuse(Expression query, IModel model, IDbContextOptions options)
    {
        if (query is MethodCallExpression { Method: { Name: "ExecuteDelete" or "ExecuteDeleteAsync" } method }
            && method.GetGenericArguments() is [var type])
        {
            new BulkDeletion(model, options).Refuse(type);
        }
    }

    private void Refuse(Type type)
    {
        var named = model.GetEntityTypes()
            .Where(entity => entity.ClrType.IsAssignableTo(type))
            .OrderBy(entity => entity.GetAllBaseTypes().Count())
            .ToList();
        if (named.Find(entity => WithSharedRows(entity).Any(IsPerson)) is { } subject)
        {
            throw EncryptionQueryErrors.ExecuteDeleteOfSubject(subject.DisplayName());
        }

        foreach (var deleted in DeletedWith(named))
        {
            if (deleted.GetFlattenedProperties().FirstOrDefault(property => IsRetained(deleted, property)) is { } retained)
            {
                throw EncryptionQueryErrors.ExecuteDeleteOfRetained(named[0].DisplayName(), $"{retained.DeclaringType.DisplayName()}.{retained.Name}");
            }
        }
    }

    /// <summary>Follows shared rows, inheritance and the database's own cascades.</summary>
    private static HashSet<IEntityType> DeletedWith(IEnumerable<IEntityType> named)
    {
        var found = new HashSet<IEntityType>();
        var open = new Queue<IEntityType>(named);
        while (open.TryDequeue(out var entity))
        {
            if (found.Add(entity))
            {
                var cascades = entity.GetReferencingForeignKeys()
                    .Where(foreignKey => foreignKey.DeleteBehavior == DeleteBehavior.Cascade)
                    .Select(foreignKey => foreignKey.DeclaringEntityType);
                foreach (var next in cascades.Concat(entity.GetDirectlyDerivedTypes()).Concat(WithSharedRows(entity)))
                {
                    open.Enqueue(next);
                }
            }
        }

        return found;
    }

    private static IEnumerable<IEntityType> WithSharedRows(IEntityType entity) => entity.GetTableMappings()
        .SelectMany(mapping => mapping.Table.EntityTypeMappings)
        .Select(mapping => mapping.TypeBase)
        .OfType<IEntityType>()
        .Append(entity);

    private static bool IsPerson(IEntityType entity) => entity.SubjectType() is not null;

    private bool IsRetained(IEntityType entity, IProperty property)
        => property.PersonalData() is { } mark
            && _finder.TryFindOwner(entity, mark)?.Subject.DataSubject() is { } subject
            && mark.Purposes.Any(purpose => GdprRuntime.Of(options).Purposes.Find(purpose)?.RuleFor(subject.Role) is { IsExemptFromErasure: true });
}
