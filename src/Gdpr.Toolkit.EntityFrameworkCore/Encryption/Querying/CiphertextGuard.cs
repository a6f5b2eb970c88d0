using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Refuses every use of encrypted columns and their indexes in SQL that is not known to be right.</summary>
/// <remarks>
/// The ciphertext of a value differs in each row, so grouping, ordering or comparing it gives wrong results without an error.
/// What is allowed is visited by its own rule; an encrypted column or an index that is reached in any other way is refused,
/// also inside expressions that only a provider knows.
/// </remarks>
internal sealed partial class CiphertextGuard : ExpressionVisitor
{
    private string _operation = "an operator";

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case SelectExpression select:
                VisitSelect(select);
                break;
            case SetOperationBase operation:
                VisitSetOperation(operation);
                break;
            case UpdateExpression update:
                VisitUpdate(update);
                break;
            case SqlUnaryExpression { OperatorType: ExpressionType.Equal or ExpressionType.NotEqual } nullCheck:
                VisitValue(nullCheck.Operand, "a comparison with null");
                break;
            case SqlBinaryExpression { OperatorType: ExpressionType.Equal or ExpressionType.NotEqual } comparison:
                VisitComparison(comparison);
                break;
            case TableValuedFunctionExpression { Arguments: [SqlParameterExpression parameter] } when SqlColumns.IsListOfTags(parameter):
                // A list of values, as the database unpacks it.
                break;
            case ValuesExpression { RowValues: { } rows }:
                VisitRows(rows);
                break;
            case InExpression list:
                VisitIn(list);
                break;
            case SqlExpression expression:
                VisitExpression(expression);
                break;
            default:
                base.VisitExtension(node);
                break;
        }

        return node;
    }

    /// <summary>Visits an expression that no rule allows: it must hold neither ciphertext nor tags.</summary>
    private void VisitExpression(SqlExpression expression)
    {
        if (IsTagComparison(expression))
        {
            return;
        }

        if ((SqlColumns.Encrypted(expression) ?? SqlColumns.IndexedByAny(expression)) is { } column)
        {
            throw EncryptionQueryErrors.Unsupported(column.Binding, OperationOf(expression));
        }

        var outer = _operation;
        _operation = OperationOf(expression);
        base.VisitExtension(expression);
        _operation = outer;
    }

    /// <summary>Visits an expression whose value is taken as it is: ciphertext or tags, nothing computed from them.</summary>
    private void VisitValue(SqlExpression? expression, string operation)
    {
        if (expression is null || SqlColumns.IsNull(expression))
        {
            return;
        }

        var column = SqlColumns.Encrypted(expression) ?? SqlColumns.IndexedByAny(expression);
        switch (expression)
        {
            case var _ when column is null:
                VisitIn(operation, expression);
                break;
            case ColumnExpression or JsonScalarExpression:
            case SqlParameterExpression or SqlConstantExpression when SqlColumns.IndexedByAny(expression) is not null:
                break;
            case SqlFunctionExpression { Name: "unhex", Arguments: [ColumnExpression { Column: null }, ..] }:
                // SQLite reads a list of tags from a parameter that is a JSON text, where bytes are hexadecimal.
                break;
            case ScalarSubqueryExpression subquery:
                VisitSelect(subquery.Subquery);
                break;
            case CaseExpression choice:
                VisitChoice(choice, column, operation);
                break;
            case SqlFunctionExpression { Name: "COALESCE", Arguments: { } arguments } when SqlColumns.IndexedBy(expression) is not null:
                VisitChoices(arguments, column, operation);
                break;
            default:
                throw EncryptionQueryErrors.Unsupported(column.Binding, OperationOf(expression));
        }
    }

    /// <summary>Visits a table of values, whose first row says by casts which types the columns have.</summary>
    private void VisitRows(IEnumerable<RowValueExpression> rows)
    {
        foreach (var value in rows.SelectMany(row => row.Values))
        {
            VisitValue(value is SqlUnaryExpression { OperatorType: ExpressionType.Convert, Operand: SqlParameterExpression tag } ? tag : value, "a list");
        }
    }

    private void VisitChoice(CaseExpression choice, EncryptedColumn column, string operation)
    {
        VisitIn("a condition", choice.Operand);
        foreach (var when in choice.WhenClauses)
        {
            VisitIn("a condition", when.Test);
        }

        VisitChoices([.. choice.WhenClauses.Select(when => when.Result), choice.ElseResult], column, operation);
    }

    private void VisitChoices(IEnumerable<SqlExpression?> choices, EncryptedColumn column, string operation)
    {
        foreach (var choice in choices.Where(choice => !SqlColumns.IsNull(choice)))
        {
            RequireSame(column, choice, "a choice between it and something else");
            VisitValue(choice, operation);
        }
    }

    private void VisitIn(string operation, Expression? expression)
    {
        var outer = _operation;
        _operation = operation;
        Visit(expression);
        _operation = outer;
    }

    private static void RequireSame(EncryptedColumn column, SqlExpression? other, string operation)
    {
        var encrypted = SqlColumns.Encrypted(other);
        var index = SqlColumns.IndexedByAny(other);
        if (!ReferenceEquals(encrypted, column) && (index is null || !SqlColumns.ShareIndex(index, column)))
        {
            throw EncryptionQueryErrors.Unsupported(column.Binding, operation);
        }
    }
}
