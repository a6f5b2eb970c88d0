using System.Linq.Expressions;

namespace Gdpr.Toolkit.Encryption;

/// <content>Exchanges what reads an encrypted property for what reads its index.</content>
internal sealed partial class BlindIndexRewriter
{
    private static readonly HashSet<string> SingleRow =
    [
        nameof(Queryable.First), nameof(Queryable.FirstOrDefault), nameof(Queryable.Single), nameof(Queryable.SingleOrDefault),
        nameof(Queryable.Last), nameof(Queryable.LastOrDefault), nameof(Queryable.ElementAt), nameof(Queryable.ElementAtOrDefault),
    ];

    private static readonly HashSet<string> SameElements =
    [
        nameof(Queryable.Take), nameof(Queryable.Skip), nameof(Queryable.Distinct), nameof(Queryable.AsQueryable),
    ];

    /// <summary>Gives the index of an expression that reads an encrypted property, in its own type; null for anything else.</summary>
    /// <exception cref="InvalidOperationException">The property has no index.</exception>
    private Expression? Lift(Expression expression, string operation)
    {
        if (members.Find(expression, slot) is { } member)
        {
            return member.Index is null
                ? throw EncryptionQueryErrors.NotSearchable(member.Column.Binding, operation)
                : member.ReadIndex(Visit(member.Instance), expression.Type);
        }

        return expression switch
        {
            UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked, Method: null } cast
                => Lift(cast.Operand, operation) is { } index ? cast.Update(index) : null,
            ConditionalExpression choice => LiftEither(choice.IfTrue, choice.IfFalse, operation) is var (yes, no)
                ? choice.Update(Visit(choice.Test), yes, no)
                : null,
            BinaryExpression { NodeType: ExpressionType.Coalesce, Conversion: null } coalesce
                => LiftEither(coalesce.Left, coalesce.Right, operation) is var (left, right)
                    ? coalesce.Update(left, null, right)
                    : null,
            MethodCallExpression { Arguments: [var source, ..] } call when IsLinq(call) && SingleRow.Contains(call.Method.Name)
                => LiftSource(source, operation) is { } tags ? call.Update(null, [tags, .. call.Arguments.Skip(1).Select(Visit)!]) : null,
            _ => null,
        };
    }

    private (Expression, Expression)? LiftEither(Expression first, Expression second, string operation)
    {
        var firstIndex = Lift(first, operation);
        var secondIndex = Lift(second, operation);
        return firstIndex is null && secondIndex is null
            ? null
            : (firstIndex ?? values.Parameterize(Visit(first)), secondIndex ?? values.Parameterize(Visit(second)));
    }

    /// <summary>Gives a subquery over the indexes of the property that it selects.</summary>
    private MethodCallExpression? LiftSource(Expression source, string operation)
    {
        if (source is not MethodCallExpression call || !IsLinq(call))
        {
            return null;
        }

        if (call is { Method.Name: nameof(Queryable.Select), Arguments: [var rows, var selector] } && Casts.Lambda(selector) is { } lambda)
        {
            return Lift(lambda.Body, operation) is { } index
                ? call.Update(null, [Visit(rows), Casts.WithBody(selector, index)])
                : null;
        }

        return SameElements.Contains(call.Method.Name) && LiftSource(call.Arguments[0], operation) is { } tags
            ? call.Update(null, [tags, .. call.Arguments.Skip(1).Select(Visit)!])
            : null;
    }
}
