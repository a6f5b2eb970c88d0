using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Sees to what becomes of the rows of a query: further queries for split collections, and values for the application.</summary>
/// <remarks>
/// Blind indexes are read along with entities, and with the values that EF reloads entities from, where nobody sees them.
/// Anywhere else they would be taken for values, and as such they are empty.
/// </remarks>
internal sealed class ShaperGuard(CiphertextGuard guard) : ExpressionVisitor
{
    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case StructuralTypeShaperExpression:
                return node;
            case ProjectionBindingExpression { QueryExpression: SelectExpression select } binding:
                if (select.GetProjection(binding) is ConstantExpression { Value: int position })
                {
                    Refuse(select.Projection[position].Expression);
                }

                return node;
            case RelationalSplitCollectionShaperExpression split:
                guard.Visit(split.SelectExpression);
                Visit(split.InnerShaper);
                return node;
            default:
                return base.VisitExtension(node);
        }
    }

    // EF reads stored values as new object[] { … }, one for each property.
    protected override Expression VisitNewArray(NewArrayExpression node)
    {
        foreach (var element in node.Expressions.Where(element => node.Type != typeof(object[]) || Casts.Strip(element) is not ProjectionBindingExpression))
        {
            Visit(element);
        }

        return node;
    }

    private static void Refuse(SqlExpression projected)
    {
        if (SqlColumns.IndexedBy(projected) is { } column)
        {
            throw EncryptionQueryErrors.Unsupported(column.Binding, "a projection of its blind index");
        }
    }
}
