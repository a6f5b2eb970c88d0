using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Finds the entities that are connected to a data subject: itself, derived and base classes, and along navigations both ways.</summary>
internal sealed class SubjectReach
{
    private readonly HashSet<ITypeSymbol> _reached = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, List<ITypeSymbol>> _links = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, ITypeSymbol> _byName = new(StringComparer.Ordinal);
    private readonly CompilationModel _model;

    public SubjectReach(CompilationModel model)
    {
        _model = model;
        foreach (var type in model.Entities.Types)
            _byName[type.Name] = type;
        foreach (var type in model.Entities.Types)
            AddLinks(type);

        var waiting = new Stack<ITypeSymbol>(_links.Keys.Where(IsSubject).ToList());
        HasSubject = waiting.Count > 0;
        while (waiting.Count > 0)
        {
            var next = waiting.Pop();
            if (!_reached.Add(next))
                continue;
            foreach (var linked in _links[next])
                waiting.Push(linked);
        }
    }

    /// <summary>Gets whether there is any data subject.</summary>
    public bool HasSubject { get; }

    public bool Contains(INamedTypeSymbol type) => _reached.Contains(type.OriginalDefinition);

    private void AddLinks(INamedTypeSymbol type)
    {
        Links(type);
        if (type.BaseType is { SpecialType: SpecialType.None } ancestor)
            Link(type, ancestor.OriginalDefinition);
        foreach (var property in _model.Entities.PropertiesOf(type))
        {
            var target = property.Type.WithoutNullable();
            target = target.ElementType() ?? target;
            if (target is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } entity)
                Link(type, entity.OriginalDefinition);
            if (KeyOf(property.Name) is { } principal)
                Link(type, principal);
        }
    }

    // CustomerId without a navigation: the relationship is configured elsewhere.
    private ITypeSymbol? KeyOf(string property)
        => property.Length > 2 && property.EndsWith("Id", StringComparison.OrdinalIgnoreCase) && _byName.TryGetValue(property.Substring(0, property.Length - 2), out var type) ? type : null;

    private void Link(ITypeSymbol one, ITypeSymbol other)
    {
        Links(one).Add(other);
        Links(other).Add(one);
    }

    private List<ITypeSymbol> Links(ITypeSymbol type)
    {
        if (!_links.TryGetValue(type, out var links))
            _links[type] = links = [];
        return links;
    }

    private bool IsSubject(ITypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (current.FindAttribute(_model.Symbols.DataSubject) is not null || _model.Entities.Fluent.DataSubjects.Contains(current.OriginalDefinition))
                return true;
        }

        return false;
    }
}
