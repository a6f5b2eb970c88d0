using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>One call of <c>IsPersonalData</c> or <c>IsNotPersonalData</c>.</summary>
internal readonly struct FluentMark
{
    private const string Extensions = "GdprToolkitPropertyBuilderExtensions";

    private readonly IInvocationOperation _call;

    private FluentMark(IInvocationOperation call) => _call = call;

    /// <summary>Gets where the method is named.</summary>
    public Location Place
        => (_call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? member.Name : _call.Syntax).GetLocation();

    /// <summary>Returns the call as a mark, or null where it is none of that name.</summary>
    public static FluentMark? Of(IOperation operation, string name)
        => operation is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType.Name: Extensions } method } call && method.Name == name
            ? new FluentMark(call)
            : null;

    /// <summary>Returns the value of an argument by the name of its parameter, or null.</summary>
    public IOperation? Argument(string parameter)
    {
        foreach (var argument in _call.Arguments)
        {
            if (argument.Parameter?.Name == parameter)
                return argument.Value;
        }

        return null;
    }

    /// <summary>Returns the property, <c>Customer.Email</c>, as far as the chain of calls names it.</summary>
    public string PropertyName()
    {
        IOperation? receiver = _call;
        while (receiver is not null)
        {
            switch (receiver)
            {
                case IConversionOperation conversion:
                    receiver = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "Property" or "ComplexTypeProperty" or "PrimitiveCollection", Arguments.Length: > 0 } property:
                    return NameIn(property.Arguments[property.Arguments.Length - 1].Value);
                case IInvocationOperation call:
                    receiver = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
                    break;
                default:
                    return receiver.Syntax.ToString();
            }
        }

        return "";
    }

    private static string NameIn(IOperation argument)
    {
        if (argument.ConstantValue is { HasValue: true, Value: string name })
            return name;
        return argument.Descendants().OfType<IPropertyReferenceOperation>().LastOrDefault() is { Property: var property }
            ? $"{property.ContainingType.Name}.{property.Name}"
            : argument.Syntax.ToString();
    }
}
