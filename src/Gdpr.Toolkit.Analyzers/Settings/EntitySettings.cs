using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Settings;

/// <summary>Reads <c>gdpr_entity_types</c>: the namespaces and base types whose classes are stored, where no DbContext says so.</summary>
internal sealed class EntitySettings(AnalyzerOptions options)
{
    private const string Key = SettingNames.EntityTypes;

    private static readonly char[] Separators = [',', ';', ' '];

    private readonly Dictionary<SyntaxTree, string[]> _byTree = [];

    /// <summary>Tells whether a class is named by the settings of its file: by its namespace or one around it, a base type or an interface.</summary>
    public bool Name(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsStatic || type.DeclaringSyntaxReferences.Length == 0)
            return false;
        var names = For(type.DeclaringSyntaxReferences[0].SyntaxTree);
        if (names.Length == 0)
            return false;

        var space = type.ContainingNamespace.ToDisplayString();
        return names.Any(name => space == name || space.StartsWith(name + ".", StringComparison.Ordinal) || HasAncestor(type, name));
    }

    private static bool HasAncestor(INamedTypeSymbol type, string name)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (Is(current, name))
                return true;
        }

        return type.AllInterfaces.Any(implemented => Is(implemented, name));
    }

    // Written as in code, with or without type arguments.
    private static bool Is(INamedTypeSymbol type, string name)
        => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None)) == name;

    private string[] For(SyntaxTree tree)
    {
        if (!_byTree.TryGetValue(tree, out var names))
        {
            names = options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(Key, out var value)
                ? value.Split(Separators, StringSplitOptions.RemoveEmptyEntries)
                : [];
            _byTree.Add(tree, names);
        }

        return names;
    }
}
