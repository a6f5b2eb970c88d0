using System.Collections;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <content>Tells values that are null from values whose tag is: an erasure clears the tags of what it retains.</content>
internal sealed partial class BlindIndexRewriter
{
    /// <summary>Lets an equality of tags hold for null only where the properties and values themselves are null.</summary>
    private Expression WithNulls(
        Expression equality, (Expression Read, Expression Compared) left, (Expression Read, Expression Compared) right)
    {
        var ofLeft = NullTest(left.Read);
        var ofRight = NullTest(right.Read);
        if (ofLeft is not null && ofRight is not null)
        {
            return Expression.OrElse(
                Expression.AndAlso(IsNotNull(left.Compared), equality),
                Expression.AndAlso(ofLeft, ofRight));
        }

        var (value, index, ofIndex) = ofLeft is null ? (left, right.Compared, ofRight) : (right, left.Compared, ofLeft);
        if (ofIndex is null || IsNeverNull(value.Read))
        {
            return equality;
        }

        // EF knows of a parameter whether it is null, and leaves one of the two out of the SQL. A parameter of a type that only the
        // property's own converter knows cannot stand alone there.
        return Casts.Strip(value.Compared) is QueryParameterExpression { Type: var type } && FieldCipher.IsSupported(Nullable.GetUnderlyingType(type) ?? type)
            ? Expression.OrElse(
                Expression.AndAlso(IsNotNull(value.Compared), equality),
                Expression.AndAlso(IsNull(value.Compared), ofIndex))
            : Expression.AndAlso(Expression.OrElse(IsNotNull(index), ofIndex), equality);
    }

    /// <summary>Tests whether an encrypted property is null; null for anything that is not plainly a property.</summary>
    private BinaryExpression? NullTest(Expression expression)
        => members.Find(expression, slot) is null ? null : IsNull(Visit(expression));

    private static bool IsNeverNull(Expression value) => Casts.Strip(value) switch
    {
        ConstantExpression { Value: not null } or NewExpression => true,
        var stripped => IsNotNullable(stripped.Type),
    };

    private static bool HoldsNoNull(Expression list) => Casts.Strip(list) switch
    {
        ConstantExpression { Value: IEnumerable elements } => elements.Cast<object?>().All(element => element is not null),
        InlineQueryRootExpression root => root.Values.All(IsNeverNull),
        NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array => array.Expressions.All(IsNeverNull),
        var other => ElementType(other.Type) is { } element && IsNotNullable(element),
    };

    private static Type? ElementType(Type list) => list.GetInterfaces()
        .Append(list)
        .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))?
        .GetGenericArguments()[0];

    private static bool IsNotNullable(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null;

    private static BinaryExpression IsNull(Expression expression) => CompareWithNull(Expression.Equal, expression);

    private static BinaryExpression IsNotNull(Expression expression) => CompareWithNull(Expression.NotEqual, expression);

    private static BinaryExpression CompareWithNull(Func<Expression, Expression, BinaryExpression> compare, Expression expression)
    {
        var nullable = IsNotNullable(expression.Type)
            ? Expression.Convert(expression, typeof(Nullable<>).MakeGenericType(expression.Type))
            : expression;
        return compare(nullable, Expression.Constant(null, nullable.Type));
    }
}
