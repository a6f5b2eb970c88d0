using System.Linq.Expressions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Lets comparisons for equality read the blind index of an encrypted property in place of the property.</summary>
/// <remarks>
/// Only the property is exchanged: EF infers the index's type mapping for whatever it is compared with, and that mapping
/// computes the tags. What is not recognised here stays as it is, and is refused by <see cref="CiphertextGuard"/>.
/// </remarks>
internal sealed partial class BlindIndexRewriter(EncryptedMembers members, IndexSlot slot, ComparedValues values) : ExpressionVisitor
{
    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.NodeType is not (ExpressionType.Equal or ExpressionType.NotEqual) || Casts.IsNull(node.Left) || Casts.IsNull(node.Right))
        {
            return base.VisitBinary(node);
        }

        var operation = node.NodeType == ExpressionType.Equal ? "==" : "!=";
        if (Compare(node.Left, node.Right, operation) is not var (left, right))
        {
            return base.VisitBinary(node);
        }

        var equal = WithNulls(Equality(left, right), (node.Left, left), (node.Right, right));
        return node.NodeType == ExpressionType.Equal ? equal : Expression.Not(equal);

        Expression Equality(Expression one, Expression other) => node.NodeType == ExpressionType.Equal
            ? node.Update(one, node.Conversion, other)
            : Expression.Equal(one, other);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node) => node.Method.Name switch
    {
        nameof(Equals) => VisitEquals(node),
        nameof(string.IsNullOrEmpty) when node.Method.DeclaringType == typeof(string) => VisitIsNullOrEmpty(node),
        nameof(Queryable.Contains) when node.Method.DeclaringType != typeof(string) => VisitContains(node),
        nameof(Queryable.Join) or nameof(Queryable.GroupJoin) or nameof(Queryable.LeftJoin) or nameof(Queryable.RightJoin)
            when IsLinq(node) => VisitJoin(node),
        _ => base.VisitMethodCall(node),
    };

    private static bool IsLinq(MethodCallExpression node)
        => node.Method.DeclaringType == typeof(Queryable) || node.Method.DeclaringType == typeof(Enumerable);

    private Expression VisitEquals(MethodCallExpression node)
    {
        var sides = node.Object is null ? node.Arguments : [node.Object, .. node.Arguments];
        if (sides is not [var first, var second]
            || Casts.IsNull(first)
            || Casts.IsNull(second)
            || Compare(first, second, nameof(Equals)) is not var (left, right))
        {
            return base.VisitMethodCall(node);
        }

        var equality = node.Object is null ? node.Update(null, [left, right]) : node.Update(left, [right]);
        return WithNulls(equality, (first, left), (second, right));
    }

    private Expression VisitIsNullOrEmpty(MethodCallExpression node)
    {
        var text = node.Arguments[0];
        return Lift(text, nameof(string.IsNullOrEmpty)) is { } index
            ? Expression.OrElse(
                Expression.Equal(Visit(text), Expression.Constant(null, typeof(string))),
                Expression.Equal(index, values.Parameterize(Expression.Constant(string.Empty))))
            : base.VisitMethodCall(node);
    }

    private Expression VisitContains(MethodCallExpression node)
    {
        var (list, item) = node switch
        {
            { Object: { } instance, Arguments: [var only] } => (instance, only),
            { Object: null, Arguments: [var source, var second] } => (source, second),
            _ => (null, null),
        };
        if (list is null || item is null)
        {
            return base.VisitMethodCall(node);
        }

        var index = Lift(item, nameof(Queryable.Contains));
        var tags = LiftSource(list, nameof(Queryable.Contains));
        if (index is null && tags is null)
        {
            return base.VisitMethodCall(node);
        }

        var ofNull = index is null || HoldsNoNull(list) ? null : NullTest(item);
        list = tags ?? values.Parameterize(Visit(list));
        item = index ?? values.Parameterize(Visit(item));
        var contains = node.Object is null ? node.Update(null, [list, item]) : node.Update(list, [item]);
        return ofNull is null ? contains : Expression.AndAlso(Expression.OrElse(IsNotNull(item), ofNull), contains);
    }

    /// <summary>Compares through the index if one of the sides, or both, read a searchable property.</summary>
    private (Expression Left, Expression Right)? Compare(Expression left, Expression right, string operation)
    {
        var leftIndex = Lift(left, operation);
        var rightIndex = Lift(right, operation);
        return leftIndex is null && rightIndex is null
            ? null
            : (leftIndex ?? values.Parameterize(Visit(left)), rightIndex ?? values.Parameterize(Visit(right)));
    }
}
