using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds which columns of blind indexes the result of a query depends on. Those that are only loaded with their rows are left out.</summary>
internal sealed class TagReads : ExpressionVisitor
{
    private readonly HashSet<IndexSlot> _slots = [];

    public static IReadOnlyCollection<IndexSlot> In(Expression query)
    {
        var reads = new TagReads();
        reads.Visit(query);
        return reads._slots;
    }

    protected override Expression VisitExtension(Expression node) => node switch
    {
        ProjectionExpression { Expression: ColumnExpression } => node,
        // Whether there is a tag is no question of a root; who asks for more reads the tag as well.
        SqlUnaryExpression { OperatorType: ExpressionType.Equal or ExpressionType.NotEqual, Operand: ColumnExpression } => node,
        SqlExpression expression when SqlColumns.SlotOf(expression) is { } slot => Found(expression, slot),
        _ => base.VisitExtension(node),
    };

    private Expression Found(SqlExpression expression, IndexSlot slot)
    {
        _slots.Add(slot);
        return base.VisitExtension(expression);
    }
}
