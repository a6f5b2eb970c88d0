using System.Linq.Expressions;

namespace Gdpr.Toolkit.Encryption;

/// <content>Joins on the indexes of encrypted properties, also where they are parts of a composite key.</content>
internal sealed partial class BlindIndexRewriter
{
    private const string JoinOperation = "a join key";

    private MethodCallExpression VisitJoin(MethodCallExpression node) => node.Update(
        null, node.Arguments.Select((argument, position) => position is 2 or 3 ? VisitKey(argument) : Visit(argument)));

    private Expression VisitKey(Expression selector)
        => Casts.WithBody(selector, VisitKeyPart(Casts.Lambda(selector)!.Body));

    private Expression VisitKeyPart(Expression part) => part switch
    {
        NewExpression key => key.Update(key.Arguments.Select(VisitKeyPart)),
        MemberInitExpression key => key.Update(
            (NewExpression)VisitKeyPart(key.NewExpression),
            key.Bindings.Select(binding => binding is MemberAssignment assignment
                ? assignment.Update(VisitKeyPart(assignment.Expression))
                : binding)),
        _ => Lift(part, JoinOperation) ?? Visit(part),
    };
}
