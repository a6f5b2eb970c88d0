using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Queries;

/// <summary>Tells what a query of EF Core does with a column that its lambda reads.</summary>
internal static class QueryUses
{
    /// <summary>Returns what the query does with the property, or null: nothing that matters, or no query.</summary>
    public static QueryUse? Find(IPropertyReferenceOperation reference)
    {
        if (QuerySources.LambdaOfRow(reference) is not { } lambda)
            return null;

        IOperation value = reference;
        while (value.Parent is IConversionOperation or IParenthesizedOperation || IsNullableValue(value.Parent))
            value = value.Parent!;

        return value.Parent switch
        {
            IBinaryOperation binary => InBinary(binary, value),
            IInvocationOperation call when call.Instance == value => InCallOn(call),
            IArgumentOperation { Parent: IInvocationOperation call } => InArgument(call, value, lambda),
            IPropertyReferenceOperation member when member.Instance == value && IsTranslated(member.Property) => new QueryUse(member.Property.Name, false),
            _ => AsResult(value, lambda),
        };
    }

    private static QueryUse? InBinary(IBinaryOperation binary, IOperation value)
    {
        if (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            var other = binary.LeftOperand == value ? binary.RightOperand : binary.LeftOperand;
            return IsNull(other) ? null : new QueryUse(binary.OperatorKind == BinaryOperatorKind.Equals ? "==" : "!=", true);
        }

        return binary.OperatorKind switch
        {
            BinaryOperatorKind.LessThan => new QueryUse("<", false),
            BinaryOperatorKind.LessThanOrEqual => new QueryUse("<=", false),
            BinaryOperatorKind.GreaterThan => new QueryUse(">", false),
            BinaryOperatorKind.GreaterThanOrEqual => new QueryUse(">=", false),
            BinaryOperatorKind.Add => new QueryUse("+", false),
            BinaryOperatorKind.Subtract => new QueryUse("-", false),
            BinaryOperatorKind.Multiply => new QueryUse("*", false),
            BinaryOperatorKind.Divide => new QueryUse("/", false),
            _ => null,
        };
    }

    // Only methods that EF Core translates: others run in the program, on what has been opened.
    private static QueryUse? InCallOn(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Equals", Parameters.Length: 1 } => new QueryUse("Equals", true),
        { Name: "CompareTo" } => new QueryUse("CompareTo", false),
        { ContainingType.SpecialType: SpecialType.System_String, Name: "StartsWith" or "EndsWith" or "Contains" or "IndexOf" or "ToLower" or "ToUpper" or "Trim" or "TrimStart" or "TrimEnd" or "Substring" or "Replace" } text
            => new QueryUse(text.Name, false),
        { ContainingType: { Name: "DateOnly" or "DateTime" or "DateTimeOffset", ContainingNamespace.Name: "System" } } date when date.Name.StartsWith("Add", StringComparison.Ordinal)
            => new QueryUse(date.Name, false),
        _ => null,
    };

    private static QueryUse? InArgument(IInvocationOperation call, IOperation value, IAnonymousFunctionOperation lambda)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.SpecialType == SpecialType.System_String)
        {
            return method.Name switch
            {
                "IsNullOrEmpty" => new QueryUse(method.Name, true),
                "Equals" when method.Parameters.Length == 2 => new QueryUse(method.Name, true),
                "IsNullOrWhiteSpace" or "Compare" => new QueryUse(method.Name, false),
                _ => null,
            };
        }

        if (method.Name == "Like" && method.ContainingType.Name.EndsWith("DbFunctionsExtensions", StringComparison.Ordinal))
            return new QueryUse("EF.Functions.Like", false);
        if (method.Name == "Equals" && method.ContainingType.SpecialType == SpecialType.System_Object)
            return new QueryUse(method.Name, true);
        if (method.Name == "Contains" && !IsFirstArgument(call, value))
            return new QueryUse(method.Name, true);

        return AsResult(value, lambda);
    }

    // The lambda's own result: the key of an order, of groups or of a join, or what an aggregate runs over.
    private static QueryUse? AsResult(IOperation value, IAnonymousFunctionOperation lambda)
    {
        var isPart = false;
        var result = value.Parent;
        while (result is ISimpleAssignmentOperation { Parent: IAnonymousObjectCreationOperation } or IAnonymousObjectCreationOperation)
        {
            isPart = true;
            result = result.Parent;
        }

        if (result is not IReturnOperation { Parent: IBlockOperation { Parent: IAnonymousFunctionOperation function } } || function != lambda)
            return null;
        if (QuerySources.CallOf(lambda) is not { } call)
            return null;

        var method = call.TargetMethod.Name;
        return method switch
        {
            "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "GroupBy" when IsKeySelector(call, lambda) => new QueryUse(method, false),
            "Min" or "Max" or "Sum" or "Average" or "MinAsync" or "MaxAsync" or "SumAsync" or "AverageAsync" when !isPart => new QueryUse(method, false),
            "DistinctBy" or "MinBy" or "MaxBy" when !isPart => new QueryUse(method, false),
            "Join" or "GroupJoin" or "LeftJoin" or "RightJoin" when IsKeySelector(call, lambda) => new QueryUse(method, true),
            "Select" when !isPart => AfterSelect(call),
            _ => null,
        };
    }

    // Select(c => c.Email).Distinct(): values without the key of their row.
    private static QueryUse? AfterSelect(IInvocationOperation select)
        => select.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { ContainingType.Name: "Queryable" } next } call } && IsFirstArgument(call, select)
            ? next.Name switch
            {
                "Distinct" or "Union" or "Intersect" or "Except" or "Order" or "OrderDescending" => new QueryUse(next.Name, false),
                "Contains" => new QueryUse(next.Name, true),
                _ => null,
            }
            : null;

    private static bool IsKeySelector(IInvocationOperation call, IAnonymousFunctionOperation lambda)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name.EndsWith("KeySelector", StringComparison.OrdinalIgnoreCase) == true && argument.Syntax.Span.Contains(lambda.Syntax.Span))
                return true;
        }

        return false;
    }

    private static bool IsFirstArgument(IInvocationOperation call, IOperation value)
        => call.Arguments.Length > 0 && call.Instance is null && call.Arguments[0].Syntax.Span.Contains(value.Syntax.Span);

    private static bool IsNullableValue(IOperation? operation)
        => operation is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } };

    private static bool IsTranslated(IPropertySymbol member)
        => member is { Name: "Length", ContainingType.SpecialType: SpecialType.System_String }
            or { Name: "Year" or "Month" or "Day" or "DayOfYear" or "DayOfWeek" or "Date" or "Hour" or "Minute" or "Second", ContainingType.ContainingNamespace.Name: "System" };

    private static bool IsNull(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation.ConstantValue is { HasValue: true, Value: null } || operation is IDefaultValueOperation { Type.IsReferenceType: true };
    }
}
