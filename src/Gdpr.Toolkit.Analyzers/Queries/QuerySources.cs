using Gdpr.Toolkit.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Queries;

/// <summary>Tells lambdas of EF Core's queries from all others.</summary>
internal static class QuerySources
{
    private const int MaxSteps = 64;

    /// <summary>Returns the innermost lambda around a reference if the reference reads a row of a query, or null.</summary>
    public static IAnonymousFunctionOperation? LambdaOfRow(IPropertyReferenceOperation reference)
    {
        if (RootOf(reference) is not { } parameter)
            return null;

        IAnonymousFunctionOperation? innermost = null;
        var declares = false;
        for (var current = reference.Parent; current is not null; current = current.Parent)
        {
            if (current is not IAnonymousFunctionOperation lambda)
                continue;
            innermost ??= lambda;
            declares |= lambda.Symbol.Parameters.Contains(parameter, SymbolEqualityComparer.Default);

            // Everything inside is data for the provider; the outermost such lambda decides.
            if (lambda.Parent is IConversionOperation { Type: INamedTypeSymbol { Name: "Expression", TypeArguments.Length: 1 } } && CallOf(lambda) is { } call)
                return declares && IsOfEntityFramework(call) ? innermost : null;
        }

        return null;
    }

    /// <summary>Returns the call that a lambda is an argument of, or null.</summary>
    public static IInvocationOperation? CallOf(IAnonymousFunctionOperation lambda)
    {
        var current = lambda.Parent;
        while (current is IConversionOperation or IDelegateCreationOperation)
            current = current.Parent;
        return current is IArgumentOperation { Parent: IInvocationOperation call } ? call : null;
    }

    // The row that a chain of properties starts from: c in c.Home.Street.
    private static IParameterSymbol? RootOf(IPropertyReferenceOperation reference)
    {
        IOperation? current = reference.Instance;
        while (true)
        {
            switch (current)
            {
                case IPropertyReferenceOperation property:
                    current = property.Instance;
                    break;
                case IConversionOperation conversion:
                    current = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    current = parenthesized.Operand;
                    break;
                case IParameterReferenceOperation parameter:
                    return parameter.Parameter;
                default:
                    return null;
            }
        }
    }

    private static bool IsOfEntityFramework(IInvocationOperation call)
    {
        var isQueryable = call.TargetMethod.ContainingType is { Name: "Queryable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } }
            || (call.TargetMethod.IsExtensionMethod
                && call.TargetMethod.ContainingNamespace is { Name: "EntityFrameworkCore", ContainingNamespace.Name: "Microsoft" }
                && call.TargetMethod.ContainingType.Name == "EntityFrameworkQueryableExtensions");
        return isQueryable && call.Arguments.Length > 0 && !StartsInMemory(call.Arguments[0].Value);
    }

    // list.AsQueryable() is evaluated in memory.
    private static bool StartsInMemory(IOperation source)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            switch (source)
            {
                case IConversionOperation conversion:
                    source = conversion.Operand;
                    break;
                case ITranslatedQueryOperation query:
                    source = query.Operation;
                    break;
                case ILocalReferenceOperation local when Locals.InitialValue(local) is { } value:
                    source = value;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "AsQueryable", ContainingType.Name: "Queryable" } } memory:
                    return !IsSet(memory.Arguments[0].Value.Type) && !IsConvertedSet(memory.Arguments[0].Value);
                case IInvocationOperation { TargetMethod.IsExtensionMethod: true, Instance: null, Arguments.Length: > 0 } call:
                    source = call.Arguments[0].Value;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool IsConvertedSet(IOperation value) => value is IConversionOperation conversion && IsSet(conversion.Operand.Type);

    private static bool IsSet(ITypeSymbol? type) => type is { Name: "DbSet" or "IQueryable" or "IOrderedQueryable" };
}
