using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>The types of a compilation that EF Core stores.</summary>
internal sealed class EntityModel
{
    private readonly HashSet<INamedTypeSymbol> _types = new(SymbolEqualityComparer.Default);
    private readonly KnownSymbols _symbols;

    private EntityModel(KnownSymbols symbols) => _symbols = symbols;

    /// <summary>Gets what calls in <c>OnModelCreating</c> and in configurations say.</summary>
    public FluentMarks Fluent { get; } = new();

    /// <summary>Gets the stored types that are declared in this compilation.</summary>
    public IEnumerable<INamedTypeSymbol> Types => _types;

    /// <summary>Finds the stored types: one walk over the declared types, then along their properties.</summary>
    public static EntityModel Find(Compilation compilation, KnownSymbols symbols)
    {
        var model = new EntityModel(symbols);
        var roots = new EntityRoots(compilation, symbols, model.Add, model.Fluent);
        roots.AddFrom(compilation.Assembly.GlobalNamespace);
        return model;
    }

    public bool Contains(INamedTypeSymbol type) => _types.Contains(type.OriginalDefinition);

    // A type brings its base types and everything its properties lead to.
    private void Add(ITypeSymbol type)
    {
        var waiting = new Stack<ITypeSymbol>();
        waiting.Push(type);
        while (waiting.Count > 0)
        {
            if (waiting.Pop() is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } next)
                continue;
            foreach (var argument in next.TypeArguments)
                waiting.Push(argument);
            if (!next.IsInSource() || !_types.Add(next.OriginalDefinition))
                continue;
            if (next.BaseType is { } baseType)
                waiting.Push(baseType);
            foreach (var member in next.GetMembers())
            {
                // A value object is judged as the property that holds it.
                if (member is IPropertySymbol property && MappedProperties.IsMapped(property, _symbols) && Target(property.Type) is var target && ValueObjects.IsComposite(target))
                    waiting.Push(target);
            }
        }
    }

    private static ITypeSymbol Target(ITypeSymbol type)
    {
        type = type.WithoutNullable();
        return type.ElementType() ?? type;
    }
}
