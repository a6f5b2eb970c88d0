using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Flow;

/// <summary>Finds personal data in a value that is about to be written somewhere, as far as that is cheap and certain.</summary>
/// <param name="types">What is declared to be personal data.</param>
/// <param name="wholeObjects">Whether the destination takes objects apart, as structured logging does.</param>
internal sealed class PersonalValues(PersonalTypes types, bool wholeObjects)
{
    private const int MaxDepth = 12;

    private readonly List<Leak> _leaks = [];

    public static IReadOnlyList<Leak> Find(IOperation value, PersonalTypes types, bool wholeObjects)
    {
        var values = new PersonalValues(types, wholeObjects);
        values.Visit(value, 0);
        return values._leaks;
    }

    private void Visit(IOperation? value, int depth)
    {
        if (value is null || depth > MaxDepth || value.ConstantValue.HasValue)
            return;

        depth++;
        switch (value)
        {
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } nullable:
                Visit(nullable.Instance, depth);
                break;
            case IPropertyReferenceOperation reference when types.IsPersonal(reference.Property):
                _leaks.Add(new Leak(reference, $"{reference.Property.ContainingType.Name}.{reference.Property.Name}"));
                break;
            case IConversionOperation conversion:
                Visit(conversion.Operand, depth);
                break;
            case IParenthesizedOperation parenthesized:
                Visit(parenthesized.Operand, depth);
                break;
            case IConditionalAccessOperation access:
                Visit(access.WhenNotNull, depth);
                break;
            case IConditionalAccessInstanceOperation instance:
                Visit(AccessedBy(instance), depth);
                break;
            case ICoalesceOperation coalesce:
                Visit(coalesce.Value, depth);
                Visit(coalesce.WhenNull, depth);
                break;
            case IConditionalOperation choice:
                Visit(choice.WhenTrue, depth);
                Visit(choice.WhenFalse, depth);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } text:
                Visit(text.LeftOperand, depth);
                Visit(text.RightOperand, depth);
                break;
            case IInvocationOperation call:
                VisitCall(call, depth);
                break;
            case ILocalReferenceOperation local:
                VisitLocal(local, depth);
                break;
            default:
                VisitParts(value, depth);
                break;
        }
    }

    // customer.Email in customer.Email?.Trim().
    private static IOperation? AccessedBy(IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        while (child.Parent is { } parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
                return access.Operation;
            child = parent;
        }

        return null;
    }

    private void VisitParts(IOperation value, int depth)
    {
        switch (value)
        {
            case IInterpolatedStringOperation text:
                foreach (var part in text.Parts)
                    VisitPart(part, depth);
                break;
            case IInterpolatedStringHandlerCreationOperation handler:
                Visit(handler.Content, depth);
                break;
            case IArrayCreationOperation { Initializer: { } elements }:
                VisitAll(elements.ElementValues, depth);
                break;
            case ICollectionExpressionOperation list:
                VisitAll(list.Elements, depth);
                break;
            case ITupleOperation tuple:
                VisitAll(tuple.Elements, depth);
                break;
            case IAnonymousObjectCreationOperation anonymous:
                foreach (var initializer in anonymous.Initializers)
                    Visit((initializer as ISimpleAssignmentOperation)?.Value, depth);
                break;
            default:
                VisitWhole(value);
                break;
        }
    }

    private void VisitAll(IEnumerable<IOperation> values, int depth)
    {
        foreach (var value in values)
            Visit(value, depth);
    }

    private void VisitPart(IInterpolatedStringContentOperation part, int depth)
    {
        switch (part)
        {
            case IInterpolationOperation hole:
                Visit(hole.Expression, depth);
                break;
            case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments.Length: > 0 } append }:
                Visit(append.Arguments[0].Value, depth);
                break;
        }
    }

    private void VisitCall(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (method.IsStatic && method.ContainingType.SpecialType == SpecialType.System_String && method.Name is "Format" or "Concat" or "Join" or "Create")
        {
            VisitArguments(call, depth);
        }
        else if (call.Instance is not null && method.Name is "ToString" or "Trim" or "TrimStart" or "TrimEnd" or "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" or "Normalize")
        {
            Visit(call.Instance, depth);
        }
        else if (method.ContainingType is { Name: "Enumerable" or "Queryable", ContainingNamespace.Name: "Linq" })
        {
            VisitSequence(call, depth);
        }
        else if (method is { Name: "Serialize", ContainingType.Name: "JsonSerializer" } && call.Arguments.Length > 0)
        {
            _leaks.AddRange(Find(call.Arguments[0].Value, types, wholeObjects: true));
        }
        else if (method.Name is not "Mask" and not "Redact")
        {
            VisitWhole(call);
        }
    }

    private void VisitArguments(IInvocationOperation call, int depth)
    {
        foreach (var argument in call.Arguments)
            Visit(argument.Value, depth);
    }

    // customers.Select(c => c.Email).ToList(): elements that are taken as they are.
    private void VisitSequence(IInvocationOperation call, int depth)
    {
        switch (call.TargetMethod.Name)
        {
            case "Select" when call.Arguments.Length == 2 && ResultOf(call.Arguments[1].Value) is { } result:
                Visit(result, depth);
                break;
            case "ToList" or "ToArray" or "Where" or "Distinct" or "OrderBy" or "OrderByDescending" or "Take" or "Skip" or "AsEnumerable" or "Cast"
                or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "ElementAt" or "Append" or "Concat":
                Visit(call.Arguments[0].Value, depth);
                break;
        }
    }

    private static IOperation? ResultOf(IOperation selector)
    {
        while (selector is IConversionOperation or IDelegateCreationOperation)
            selector = selector is IConversionOperation conversion ? conversion.Operand : ((IDelegateCreationOperation)selector).Target;
        return selector is IAnonymousFunctionOperation { Body.Operations: { Length: 1 } operations } && operations[0] is IReturnOperation { ReturnedValue: { } value } ? value : null;
    }

    // What the local was declared with is reported where the local is written out.
    private void VisitLocal(ILocalReferenceOperation local, int depth)
    {
        if (Locals.InitialValue(local) is not { } value)
        {
            VisitWhole(local);
            return;
        }

        var before = _leaks.Count;
        Visit(value, depth);
        if (_leaks.Count == before)
        {
            VisitWhole(local);
            return;
        }

        var leak = new Leak(local, _leaks[before].What);
        _leaks.RemoveRange(before, _leaks.Count - before);
        _leaks.Add(leak);
    }

    // A record prints its properties wherever it goes; any other object only where it is taken apart.
    private void VisitWhole(IOperation value)
    {
        if (value.Type is not { SpecialType: not SpecialType.System_String } type)
            return;
        var printed = wholeObjects ? type.ElementType() ?? type : type;
        if ((wholeObjects || type.IsRecord) && types.IsPrinted(printed))
            _leaks.Add(new Leak(value, printed.Name));
    }
}
