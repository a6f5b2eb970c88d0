using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Reads <c>modelBuilder.Entity&lt;T&gt;()</c> and our own marks in contexts, configurations and mapping methods.</summary>
[SuppressMessage(
    "MicrosoftCodeAnalysisPerformance",
    "RS1030:Do not invoke Compilation.GetSemanticModel() method within a diagnostic analyzer",
    Justification = "The entities must be known before the first one is judged; only type arguments and calls of ours inside a mapping are bound.")]
internal static class FluentCalls
{
    public static void Read(INamedTypeSymbol type, Compilation compilation, Action<ITypeSymbol> add, FluentMarks marks)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            SemanticModel? model = null;
            foreach (var node in reference.GetSyntax().DescendantNodes())
            {
                if (node is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments, Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Entity" or "Owned" } }
                    && arguments[0].Expression is TypeOfExpressionSyntax named)
                {
                    model ??= compilation.GetSemanticModel(reference.SyntaxTree);
                    if (model.GetTypeInfo(named.Type).Type is { } entity)
                        add(entity);
                }
                else if (node is GenericNameSyntax { TypeArgumentList.Arguments.Count: 1, Identifier.Text: "Entity" or "Owned" or "ComplexType" } call)
                {
                    model ??= compilation.GetSemanticModel(reference.SyntaxTree);
                    if (model.GetTypeInfo(call.TypeArgumentList.Arguments[0]).Type is { } entity)
                        add(entity);
                }
                else if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } invocation && IsOfInterest(member.Name.Identifier.Text))
                {
                    model ??= compilation.GetSemanticModel(reference.SyntaxTree);
                    Read(invocation, member, model, marks);
                }
            }
        }
    }

    private static bool IsOfInterest(string name)
        => name is "IsPersonalData" or "IsNotPersonalData" or "IsEncrypted" or "IsDataSubject" or "HasKey" or "HasNoKey" or "Property";

    private static void Read(InvocationExpressionSyntax invocation, MemberAccessExpressionSyntax member, SemanticModel model, FluentMarks marks)
    {
        switch (member.Name.Identifier.Text)
        {
            case "Property":
                if (NameInText(invocation) is { } name)
                    marks.NamesInText.Add(name);
                break;
            case "IsDataSubject":
                if (EntityOf(model, member.Expression) is { } subject)
                    marks.DataSubjects.Add(subject);
                break;
            case "HasKey" or "HasNoKey":
                if (EntityOf(model, member.Expression) is { } keyed)
                    marks.Keyed.Add(keyed);
                break;
            case var mark:
                if (PropertyOf(member.Expression, model) is { } property)
                    Mark(mark, property.OriginalDefinition, invocation, marks);
                break;
        }
    }

    private static void Mark(string mark, IPropertySymbol property, InvocationExpressionSyntax invocation, FluentMarks marks)
    {
        switch (mark)
        {
            case "IsPersonalData":
                marks.PersonalData.Add(property);
                break;
            case "IsNotPersonalData":
                marks.NotPersonalData.Add(property);
                break;
            default:
                marks.Encrypted[property] = IsSearchable(invocation);
                break;
        }
    }

    // Anything but a literal false may be true: what is not known is not reported.
    private static bool IsSearchable(InvocationExpressionSyntax encrypted)
    {
        var arguments = encrypted.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            var isSearchable = arguments[i].NameColon is { } name ? name.Name.Identifier.Text == "searchable" : i == 0;
            if (isSearchable)
                return !arguments[i].Expression.IsKind(SyntaxKind.FalseLiteralExpression);
        }

        return false;
    }

    // Down the chain of calls to Property(c => c.Email), Property("Email") or a variable, which is not followed.
    private static IPropertySymbol? PropertyOf(ExpressionSyntax receiver, SemanticModel model)
    {
        while (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call)
        {
            if (member.Name.Identifier.Text is "Property" or "ComplexTypeProperty" or "PrimitiveCollection")
                return PropertyIn(call, member, model);
            receiver = member.Expression;
        }

        return null;
    }

    private static IPropertySymbol? PropertyIn(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member, SemanticModel model)
    {
        if (NameInText(call) is { } name)
            return EntityOf(model, member.Expression) is { } entity ? Find(entity, name) : null;
        if (call.ArgumentList.Arguments.Count == 0 || call.ArgumentList.Arguments[0].Expression is not LambdaExpressionSyntax { ExpressionBody: { } body })
            return null;
        while (body is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } or CastExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            body = body switch
            {
                PostfixUnaryExpressionSyntax suppressed => suppressed.Operand,
                CastExpressionSyntax cast => cast.Expression,
                _ => ((ParenthesizedExpressionSyntax)body).Expression,
            };
        }

        return model.GetSymbolInfo(body).Symbol as IPropertySymbol;
    }

    private static string? NameInText(InvocationExpressionSyntax call)
        => call.ArgumentList.Arguments.Count > 0 ? call.ArgumentList.Arguments[0].Expression switch
        {
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } text => text.Token.ValueText,
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" }, ArgumentList.Arguments: { Count: 1 } named }
                => named[0].Expression is MemberAccessExpressionSyntax last ? last.Name.Identifier.Text : named[0].Expression.ToString(),
            _ => null,
        } : null;

    // The entity of an EntityTypeBuilder<T>, or the last of the two of an OwnedNavigationBuilder<TOwner, T>.
    private static INamedTypeSymbol? EntityOf(SemanticModel model, ExpressionSyntax builder)
        => model.GetTypeInfo(builder).Type is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments }
            ? (arguments[arguments.Length - 1] as INamedTypeSymbol)?.OriginalDefinition
            : null;

    private static IPropertySymbol? Find(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IPropertySymbol property)
                    return property;
            }
        }

        return null;
    }
}
