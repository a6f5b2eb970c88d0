using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <content>What errors call the operation that an encrypted column was found in.</content>
internal sealed partial class CiphertextGuard
{
    private string OperationOf(SqlExpression expression) => expression switch
    {
        SqlFunctionExpression function => $"{function.Name}()",
        SqlBinaryExpression binary => OperationOf(binary),
        SqlUnaryExpression { OperatorType: ExpressionType.Convert } => "a cast",
        LikeExpression => "a search in text (StartsWith, Contains, LIKE)",
        RowNumberExpression => "GroupBy",
        CaseExpression => "a condition",
        DistinctExpression => "Distinct",
        _ => _operation,
    };

    private string OperationOf(SqlBinaryExpression binary) => binary.OperatorType switch
    {
        ExpressionType.LessThan => "<",
        ExpressionType.LessThanOrEqual => "<=",
        ExpressionType.GreaterThan => ">",
        ExpressionType.GreaterThanOrEqual => ">=",
        ExpressionType.Add => "+",
        ExpressionType.Subtract => "-",
        ExpressionType.Multiply => "*",
        ExpressionType.Divide => "/",
        ExpressionType.Modulo => "%",
        ExpressionType.AndAlso or ExpressionType.OrElse => _operation,
        _ => binary.OperatorType.ToString(),
    };
}
