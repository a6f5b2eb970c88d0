using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Lets EF compile a query, then brackets every row shaper in it with the scope of the query's context.</summary>
internal sealed class ScopedShaperVisitor(
    ShapedQueryCompilingExpressionVisitor inner,
    ShapedQueryCompilingExpressionVisitorDependencies dependencies,
    QueryCompilationContext queryCompilationContext)
    : ShapedQueryCompilingExpressionVisitor(dependencies, queryCompilationContext)
{
    [return: NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node) => new Bracketing(QueryCompilationContext.Model).Visit(inner.Visit(node));

    protected override Expression VisitShapedQuery(ShapedQueryExpression shapedQueryExpression)
        => throw new InvalidOperationException("Shaped queries are compiled by the provider's visitor.");

    /// <summary>A row shaper is a lambda whose first parameters are the query context and a reader.</summary>
    private sealed class Bracketing(IModel model) : ExpressionVisitor
    {
        private static readonly MethodInfo Enter = typeof(Bracketing).GetMethod(nameof(EnterScope), BindingFlags.NonPublic | BindingFlags.Static)!;
        private static readonly MethodInfo Leave = typeof(ColumnScope).GetMethod(nameof(ColumnScope.Leave))!;

        private static readonly MethodInfo Begin = typeof(RowCheck).GetMethod(nameof(RowCheck.Begin))!;
        private static readonly MethodInfo EndDocument = typeof(RowCheck).GetMethod(nameof(RowCheck.EndDocument))!;

        private readonly HashSet<Type> _partsOfDocuments =
            [.. model.GetEntityTypes().SelectMany(EntityProtection.TypesInDocuments).Select(type => type.ClrType)];

        /// <summary>EF reads what lies in JSON documents once the object of the row is made, by a method that is given both.</summary>
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            var visited = base.VisitMethodCall(node);
            if (visited is not MethodCallExpression { Method: { IsGenericMethod: true, Name: "IncludeJsonEntityReference" or "IncludeJsonEntityCollection" } method } call
                || method.GetGenericArguments() is not [var including, var included, ..]
                || !_partsOfDocuments.Contains(included))
            {
                return visited;
            }

            var holder = call.Arguments[Array.FindIndex(method.GetParameters(), parameter => parameter.ParameterType == including)];
            var outer = Expression.Variable(typeof(OpenedRow), "outerRow");
            return Expression.Block(
                typeof(void),
                [outer],
                Expression.Assign(outer, Expression.Call(Begin)),
                call,
                Expression.Call(EndDocument, outer, Expression.Convert(holder, typeof(object))));
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            var visited = (Expression<T>)base.VisitLambda(node);
            if (visited.Parameters is not [{ } query, { } reader, ..]
                || query.Type != typeof(QueryContext)
                || reader.Type != typeof(DbDataReader))
            {
                return visited;
            }

            var previous = Expression.Variable(typeof(SubjectKeyring), "previousScope");
            var body = Expression.Block(
                [previous],
                Expression.Assign(previous, Expression.Call(Enter, query)),
                Expression.TryFinally(visited.Body, Expression.Call(Leave, previous)));
            return visited.Update(body, visited.Parameters);
        }

        // EF's own nodes are complete by now, and some refuse to be visited.
        protected override Expression VisitExtension(Expression node) => node;

        private static SubjectKeyring? EnterScope(QueryContext query) => ColumnScope.Enter(query.Context);
    }
}
