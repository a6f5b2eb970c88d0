using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Hands the context of a query on to where the parameters of its command are made, among the values that EF passes there.</summary>
internal static class QueryScope
{
    private const string Name = "__gdpr_context";

    private static readonly LambdaExpression ContextOfQuery = Expression.Lambda(
        Expression.Property(QueryCompilationContext.QueryContextParameter, nameof(QueryContext.Context)),
        QueryCompilationContext.QueryContextParameter);

    /// <summary>Lets each execution of the query that is being compiled carry its context along.</summary>
    public static void Register(QueryCompilationContext query) => query.RegisterRuntimeParameter(Name, ContextOfQuery);

    /// <summary>Finds the context that a command is made for.</summary>
    /// <exception cref="InvalidOperationException">The query was not compiled by this library.</exception>
    public static DbContext ContextOf(IReadOnlyDictionary<string, object?>? values)
        => values is not null && values.TryGetValue(Name, out var context) && context is DbContext found
            ? found
            : throw new InvalidOperationException(
                "A query with encrypted properties or raw SQL was executed without its context. Execute it through the DbContext it was made with.");
}
