using System.Linq.Expressions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Looks through the casts that C# and EF put into expressions.</summary>
internal static class Casts
{
    public static Expression Strip(Expression expression)
    {
        while (IsCast(expression))
        {
            expression = ((UnaryExpression)expression).Operand;
        }

        return expression;
    }

    /// <summary>The most that the casts around a row say about its type: generics cast to interfaces, queries to derived types.</summary>
    public static Type NarrowestType(Expression expression)
    {
        var narrowest = expression.Type;
        while (IsCast(expression))
        {
            expression = ((UnaryExpression)expression).Operand;
            narrowest = expression.Type.IsAssignableTo(narrowest) ? expression.Type : narrowest;
        }

        return narrowest;
    }

    public static bool IsNull(Expression expression) => Strip(expression) switch
    {
        ConstantExpression constant => constant.Value is null,
        DefaultExpression { Type: var type } => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null,
        _ => false,
    };

    /// <summary>The lambda that an argument of a LINQ operator holds, quoted or not.</summary>
    public static LambdaExpression? Lambda(Expression expression) => Strip(expression) as LambdaExpression;

    /// <summary>Puts a new body into a lambda argument.</summary>
    public static Expression WithBody(Expression argument, Expression body)
    {
        var lambda = Lambda(argument)!;
        var changed = Expression.Lambda(lambda.Type, body, lambda.Parameters);
        return argument.NodeType == ExpressionType.Quote ? Expression.Quote(changed) : changed;
    }

    private static bool IsCast(Expression expression) => expression is UnaryExpression
    {
        NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs or ExpressionType.Quote,
        Method: null,
    };
}
