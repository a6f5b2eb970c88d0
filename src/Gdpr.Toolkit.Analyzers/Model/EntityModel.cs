using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Settings;
using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>The types of a compilation that EF Core stores.</summary>
internal sealed class EntityModel
{
    // The stored types and the properties that each declares.
    private readonly Dictionary<INamedTypeSymbol, ImmutableArray<IPropertySymbol>> _types = new(SymbolEqualityComparer.Default);
    private readonly HashSet<INamedTypeSymbol> _mapped = new(SymbolEqualityComparer.Default);
    private readonly KnownSymbols _symbols;

    private EntityModel(KnownSymbols symbols) => _symbols = symbols;

    /// <summary>Gets what calls in <c>OnModelCreating</c> and in configurations say.</summary>
    public FluentMarks Fluent { get; } = new();

    /// <summary>Gets the stored types that are declared in this compilation.</summary>
    public IEnumerable<INamedTypeSymbol> Types => _types.Keys;

    /// <summary>Finds the stored types: one walk over the declared types, then along their properties.</summary>
    public static EntityModel Find(Compilation compilation, KnownSymbols symbols, EntitySettings settings)
    {
        var model = new EntityModel(symbols);
        var others = new List<INamedTypeSymbol>();
        new EntityRoots(compilation, symbols, settings, model, others.Add).AddFrom(compilation.Assembly.GlobalNamespace);
        model._mapped.UnionWith(model._types.Keys);
        foreach (var type in others)
        {
            if (!model.Contains(type) && EntityRoots.IsMarked(type, symbols))
                model.Add(type);
        }

        return model;
    }

    /// <summary>Tells whether a set, a configuration or a call leads to a type, not just a mark of ours on it.</summary>
    public bool IsMapped(INamedTypeSymbol type) => _mapped.Contains(type.OriginalDefinition);

    /// <summary>Gets the names that SQL may know an entity by: of its sets and of the class.</summary>
    public Dictionary<string, ITypeSymbol> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets whether this compilation maps anything.</summary>
    public bool HasMapping => _mapped.Count > 0;

    public bool Contains(INamedTypeSymbol type) => _types.ContainsKey(type.OriginalDefinition);

    /// <summary>Returns the properties, not static ones, that a stored type itself declares.</summary>
    public ImmutableArray<IPropertySymbol> PropertiesOf(INamedTypeSymbol type) => _types[type.OriginalDefinition];

    // A type brings its base types and everything its properties lead to.
    public void Add(ITypeSymbol type)
    {
        var waiting = new Stack<ITypeSymbol>();
        waiting.Push(type);
        while (waiting.Count > 0)
        {
            if (waiting.Pop() is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } next)
                continue;
            foreach (var argument in next.TypeArguments)
                waiting.Push(argument);
            if (!next.IsInSource() || Contains(next))
                continue;
            _types.Add(next.OriginalDefinition, InstanceProperties(next.OriginalDefinition));
            if (next.BaseType is { } baseType)
                waiting.Push(baseType);
            foreach (var property in SymbolEqualityComparer.Default.Equals(next, next.OriginalDefinition) ? _types[next] : InstanceProperties(next))
            {
                // A value object is judged as the property that holds it.
                if (Target(property.Type) is var target && ValueObjects.IsComposite(target) && MappedProperties.IsMapped(property, _symbols))
                    waiting.Push(target);
            }
        }
    }

    private static ImmutableArray<IPropertySymbol> InstanceProperties(INamedTypeSymbol type)
    {
        var properties = ImmutableArray.CreateBuilder<IPropertySymbol>();
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol { IsStatic: false } property)
                properties.Add(property);
        }

        return properties.ToImmutable();
    }

    private static ITypeSymbol Target(ITypeSymbol type)
    {
        type = type.WithoutNullable();
        return type.ElementType() ?? type;
    }
}
