using System.Linq.Expressions;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Refuses <c>ExecuteDelete</c> of rows that are people: nothing would erase what hangs on them.</summary>
internal static class SubjectDeletion
{
    public static void Refuse(Expression query, IModel model)
    {
        if (query is MethodCallExpression { Method: { Name: "ExecuteDelete" or "ExecuteDeleteAsync" } method }
            && method.GetGenericArguments() is [var type]
            && model.GetEntityTypes()
                .Where(entity => entity.ClrType.IsAssignableTo(type) && HoldsSubjects(entity))
                .MinBy(entity => entity.GetAllBaseTypes().Count()) is { } subject)
        {
            throw EncryptionQueryErrors.ExecuteDeleteOfSubject(subject.DisplayName());
        }
    }

    private static bool HoldsSubjects(IEntityType entity) => entity.SubjectType() is not null
        || entity.GetTableMappings().Any(mapping => mapping.Table.EntityTypeMappings.Any(
            shared => shared.TypeBase is IEntityType other && other.SubjectType() is not null));
}
