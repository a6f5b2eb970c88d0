using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <content>Comparisons: tags with tags of the same column or with values, and nothing else.</content>
internal sealed partial class CiphertextGuard
{
    private void VisitComparison(SqlBinaryExpression comparison)
        => VisitComparison([comparison.Left, comparison.Right], comparison.OperatorType == ExpressionType.Equal ? "==" : "!=");

    private void VisitIn(InExpression list)
    {
        const string operation = "Contains";
        if (list.Subquery is { } subquery)
        {
            VisitComparison([list.Item, .. subquery.Projection.Select(projection => projection.Expression)], operation);
            VisitSelect(subquery);
        }
        else
        {
            VisitComparison([list.Item, .. list.Values ?? [list.ValuesParameter!]], operation);
        }
    }

    private void VisitComparison(IReadOnlyList<SqlExpression> sides, string operation)
    {
        if (sides is [var first, var second] && (SqlColumns.IsNull(first) || SqlColumns.IsNull(second)))
        {
            VisitValue(first, "a comparison with null");
            VisitValue(second, "a comparison with null");
            return;
        }

        foreach (var column in sides.Select(SqlColumns.Encrypted).OfType<EncryptedColumn>())
        {
            throw column.Mark.Searchable
                ? EncryptionQueryErrors.Unsupported(column.Binding, $"this {operation}")
                : EncryptionQueryErrors.NotSearchable(column.Binding, operation);
        }

        var index = sides.Select(SqlColumns.IndexedByAny).FirstOrDefault(column => column is not null);
        foreach (var side in sides)
        {
            if (index is null)
            {
                VisitIn(operation, side);
            }
            else if (!SqlColumns.IsNull(side))
            {
                RequireComparable(index, side);
                VisitValue(side, operation);
            }
        }
    }

    private static void RequireComparable(EncryptedColumn index, SqlExpression side)
    {
        if (SqlColumns.IndexedByAny(side) is not { } other)
        {
            throw EncryptionQueryErrors.ComparedWithOther(index.Binding);
        }

        if (!SqlColumns.ShareIndex(index, other))
        {
            throw EncryptionQueryErrors.ComparedAcrossColumns(index.Binding, other.Binding);
        }
    }

    /// <summary>
    /// Whether a provider's own predicate, such as <c>= ANY (array)</c> of PostgreSQL, compares nothing but tags of one column.
    /// </summary>
    private bool IsTagComparison(SqlExpression expression)
    {
        if (expression.Type != typeof(bool) || expression.GetType().Assembly == typeof(SqlExpression).Assembly)
        {
            return false;
        }

        var sides = Operands.Of(expression);
        if (sides.Count < 2 || sides.Any(side => SqlColumns.IndexedByAny(side) is null))
        {
            return false;
        }

        VisitComparison(sides, OperationOf(expression));
        return true;
    }

    /// <summary>Collects the direct operands of an expression.</summary>
    private sealed class Operands : ExpressionVisitor
    {
        private readonly List<SqlExpression> _found = [];

        public static List<SqlExpression> Of(SqlExpression expression)
        {
            var operands = new Operands();
            operands.VisitExtension(expression);
            return operands._found;
        }

        public override Expression? Visit(Expression? node)
        {
            if (node is SqlExpression operand)
            {
                _found.Add(operand);
            }

            return node;
        }
    }
}
