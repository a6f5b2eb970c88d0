using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Flow;

/// <summary>Knows the methods that write to logs, traces and consoles.</summary>
internal static class LogSinks
{
    /// <summary>Returns the name of the log that a call writes to and whether it takes objects apart, or null.</summary>
    public static (string Name, bool WholeObjects)? Find(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (type is null)
            return null;

        switch (type.Name)
        {
            case "LoggerExtensions" or "ILogger" or "Logger" when IsIn(type, "Microsoft", "Extensions", "Logging") && method.Name is not "IsEnabled":
                return (method.Name, true);
            case "Log" or "ILogger" when type.ContainingNamespace is { Name: "Serilog", ContainingNamespace.IsGlobalNamespace: true }:
                return (method.Name, true);
            case "Console" when IsIn(type, "System") && method.Name is "Write" or "WriteLine":
                return ($"Console.{method.Name}", false);
            case "TextWriter" when method.Name is "Write" or "WriteLine" or "WriteAsync" or "WriteLineAsync" && IsConsole(call.Instance):
                return ($"Console.{method.Name}", false);
            case "Debug" or "Trace" when IsIn(type, "System", "Diagnostics") && method.Name is not ("Assert" or "Listeners"):
                return ($"{type.Name}.{method.Name}", false);
            case "Activity" when IsIn(type, "System", "Diagnostics") && method.Name is "SetTag" or "AddTag" or "SetBaggage" or "AddBaggage":
                return ($"Activity.{method.Name}", false);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
            return method.Parameters.Length > 1 && IsLogger(method.Parameters[0].Type) ? (call.Instance?.Syntax.ToString() ?? method.Name, true) : null;

        return IsLoggerMessage(method) ? (method.Name, true) : null;
    }

    private static bool IsLoggerMessage(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "LoggerMessageAttribute" } type && IsIn(type, "Microsoft", "Extensions", "Logging"))
                return true;
        }

        return false;
    }

    private static bool IsLogger(ITypeSymbol type) => type.Name == "ILogger" && IsIn(type, "Microsoft", "Extensions", "Logging");

    private static bool IsConsole(IOperation? instance)
        => instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType: { Name: "Console", ContainingNamespace.Name: "System" } } };

    private static bool IsIn(ITypeSymbol type, params string[] names)
    {
        var current = type.ContainingNamespace;
        for (var i = names.Length - 1; i >= 0; i--)
        {
            if (current is null || current.Name != names[i])
                return false;
            current = current.ContainingNamespace;
        }

        return current is { IsGlobalNamespace: true };
    }
}
