using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds what a query's command has to be looked at for whenever it runs: columns of blind indexes, and SQL of the application.</summary>
internal sealed class GuardedParts : ExpressionVisitor
{
    private readonly HashSet<IndexSlot> _tags = [];

    private GuardedParts()
    {
    }

    /// <summary>Gets the columns of blind indexes that the result depends on. Those that are only loaded with their rows are left out.</summary>
    public IReadOnlyCollection<IndexSlot> Tags => _tags;

    public bool HasRawSql { get; private set; }

    public bool IsEmpty => _tags.Count == 0 && !HasRawSql;

    public static GuardedParts In(Expression query)
    {
        var parts = new GuardedParts();
        parts.Visit(query);
        return parts;
    }

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case ProjectionExpression { Expression: ColumnExpression }:
            // Whether there is a tag is no question of a root; who asks for more reads the tag as well.
            case SqlUnaryExpression { OperatorType: ExpressionType.Equal or ExpressionType.NotEqual, Operand: ColumnExpression }:
                return node;
            case FromSqlExpression:
                HasRawSql = true;
                break;
            case SqlExpression expression when SqlColumns.SlotOf(expression) is { } slot:
                _tags.Add(slot);
                break;
        }

        return base.VisitExtension(node);
    }
}
