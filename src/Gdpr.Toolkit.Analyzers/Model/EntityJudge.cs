using Gdpr.Toolkit.Analyzers.Naming;
using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Judges the properties of one entity.</summary>
internal sealed class EntityJudge
{
    private readonly NameJudges _names;
    private readonly INamedTypeSymbol _type;
    private readonly CompilationModel _model;
    private readonly List<Column> _columns = [];

    public EntityJudge(INamedTypeSymbol type, CompilationModel model)
    {
        _type = type;
        _model = model;
        _names = model.Languages.For(type);
        foreach (var property in model.Entities.PropertiesOf(type))
        {
            if (MappedProperties.IsMapped(property, model.Symbols))
                _columns.Add(new Column(property, _names.Of(property.Name), ValueObjects.KindOf(property.Type)));
        }
    }

    /// <summary>Returns the properties that look like personal data and are not annotated.</summary>
    public IEnumerable<(IPropertySymbol Property, Finding Finding)> Findings()
    {
        if (_columns.Count == 0)
            yield break;

        var owner = Owner();
        foreach (var column in _columns)
        {
            if (Judge(column, owner) is { } finding)
                yield return (column.Property, finding);
        }
    }

    // The class name, the names of its base types and what the other properties give away.
    private Contexts Owner()
    {
        var owner = Judge(_type);
        for (var ancestor = _type.BaseType; ancestor is { SpecialType: SpecialType.None }; ancestor = ancestor.BaseType)
            owner |= Judge(ancestor) & ~Contexts.Thing;
        if ((owner & Contexts.Thing) != 0)
            return owner;

        // A tenant may be a company or somebody who rents; only the latter was born and has a first name.
        if ((owner & Contexts.Organisation) != 0 && _columns.Exists(column => Is(column, "BirthDate")) && _columns.Exists(column => Is(column, "Name")))
            owner = (owner & ~Contexts.Organisation) | Contexts.Person | Contexts.About;

        foreach (var column in _columns)
        {
            owner |= column.Name.Link;
            if ((owner & Contexts.Organisation) == 0)
                owner |= Evidence(column, owner);
        }

        return owner;
    }

    private Contexts Judge(INamedTypeSymbol type) => OwnerJudge.Judge(Identifier.Split(type.Name, _names.Terms), _names.Terms);

    // The whole name says so without any context.
    private static bool Is(Column column, string category)
        => column.Name.Judge(Contexts.None, column.Kind) is { IsWhole: true } judgement && judgement.Term.Category == category;

    // Who has a birth date is a person; what has a house number is an address; what names a guest is about one.
    private static Contexts Evidence(Column column, Contexts owner)
    {
        if (column.Name.Judge(Contexts.None, column.Kind) is not { } judgement)
            return Contexts.None;
        if (judgement is { Term.IsEvidence: true, IsWhole: true })
            return judgement.Term.Category == "PhysicalAddress" ? Contexts.Address : Contexts.Person | Contexts.About;

        return judgement.Term.Category switch
        {
            "Name" when (judgement.Term.Contexts & Contexts.Organisation) == 0 => Contexts.About,
            "EmailAddress" when (owner & (Contexts.Message | Contexts.Dealing)) != 0 => Contexts.About,
            _ => Contexts.None,
        };
    }

    private Finding? Judge(Column column, Contexts owner)
    {
        if (column.Kind == ValueKinds.None)
            return null;
        var byType = TypeJudge.Judge(column.Property.Type);
        var byName = byType is null ? column.Name.Judge(owner, column.Kind) : null;
        if ((byType is null && byName is null) || IsAnnotated(column.Property))
            return null;

        return byType ?? byName!.In(_type.Name);
    }

    private bool IsAnnotated(IPropertySymbol property) => Annotations.IsAnnotated(property, _model.Symbols) || _model.Entities.Fluent.IsClassified(property);

    private readonly struct Column(IPropertySymbol property, NameJudge name, ValueKinds kind)
    {
        public IPropertySymbol Property { get; } = property;

        public NameJudge Name { get; } = name;

        public ValueKinds Kind { get; } = kind;
    }
}
