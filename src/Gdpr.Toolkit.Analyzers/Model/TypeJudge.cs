using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Knows the types that hold personal data whatever the property is called.</summary>
internal static class TypeJudge
{
    public static Finding? Judge(ITypeSymbol type)
    {
        var category = type switch
        {
            { Name: "MailAddress", ContainingNamespace: { Name: "Mail", ContainingNamespace.Name: "Net" } } => "EmailAddress",
            { Name: "IPAddress", ContainingNamespace: { Name: "Net", ContainingNamespace.Name: "System" } } => "IpAddress",
            { Name: "PhysicalAddress", ContainingNamespace: { Name: "NetworkInformation", ContainingNamespace.Name: "Net" } } => "MacAddress",
            _ => null,
        };

        return category is null ? null : new Finding(category, null, $"the type '{type.Name}'");
    }
}
