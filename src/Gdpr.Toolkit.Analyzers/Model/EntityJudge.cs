using Gdpr.Toolkit.Analyzers.Naming;
using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Judges the properties of one entity.</summary>
internal sealed class EntityJudge
{
    private readonly TermTable _terms;
    private readonly INamedTypeSymbol _type;
    private readonly List<Column> _columns = [];

    public EntityJudge(INamedTypeSymbol type, CompilationModel model)
    {
        _type = type;
        _terms = model.Languages.For(type);
        foreach (var member in type.GetMembers())
        {
            if (member is not IPropertySymbol property || !MappedProperties.IsMapped(property, model.Symbols))
                continue;
            var annotated = Annotations.IsAnnotated(property, model.Symbols) || model.Entities.Fluent.IsClassified(property);
            _columns.Add(new Column(property, Identifier.Split(property.Name, _terms), ValueObjects.KindOf(property.Type), annotated));
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
            if (!column.IsAnnotated && Judge(column, owner) is { } finding)
                yield return (column.Property, finding);
        }
    }

    // The class name, the names of its base types and what the other properties give away.
    private Contexts Owner()
    {
        var owner = OwnerJudge.Judge(Identifier.Split(_type.Name, _terms), _terms);
        for (var ancestor = _type.BaseType; ancestor is { SpecialType: SpecialType.None }; ancestor = ancestor.BaseType)
            owner |= OwnerJudge.Judge(Identifier.Split(ancestor.Name, _terms), _terms) & ~Contexts.Thing;
        if ((owner & Contexts.Thing) != 0)
            return owner;

        // A tenant may be a company or somebody who rents; only the latter was born and has a first name.
        if ((owner & Contexts.Organisation) != 0 && _columns.Exists(column => Is(column, "BirthDate")) && _columns.Exists(column => Is(column, "Name")))
            owner = (owner & ~Contexts.Organisation) | Contexts.Person | Contexts.About;

        foreach (var column in _columns)
        {
            owner |= OwnerJudge.OfLink(column.Name, _terms);
            if ((owner & Contexts.Organisation) == 0)
                owner |= Evidence(column, owner);
        }

        return owner;
    }

    // The whole name says so without any context.
    private bool Is(Column column, string category)
        => NameJudge.Judge(column.Name, _terms, Contexts.None, column.Kind) is { } judgement
            && judgement.Term.Category == category
            && judgement.First == 0
            && judgement.Last == column.Name.Count - 1;

    // Who has a birth date is a person; what has a house number is an address; what names a guest is about one.
    private Contexts Evidence(Column column, Contexts owner)
    {
        if (NameJudge.Judge(column.Name, _terms, Contexts.None, column.Kind) is not { } judgement)
            return Contexts.None;
        if (judgement.Term.IsEvidence && judgement.First == 0 && judgement.Last == column.Name.Count - 1)
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
        if (TypeJudge.Judge(column.Property.Type) is { } byType)
            return byType;
        if (NameJudge.Judge(column.Name, _terms, owner, column.Kind) is not { } judgement)
            return null;

        var words = judgement.First == judgement.Last ? "the word" : "the words";
        var where = judgement.Term.IsStrong ? "" : $" in '{_type.Name}'";
        var own = judgement.Term.OwnCategory;
        return new Finding(judgement.Term.Category, own, $"{words} '{judgement.Words}'{where}{(own is null ? "" : $", '{own}'")}");
    }

    private readonly struct Column(IPropertySymbol property, Identifier name, ValueKinds kind, bool isAnnotated)
    {
        public IPropertySymbol Property { get; } = property;

        public Identifier Name { get; } = name;

        public ValueKinds Kind { get; } = kind;

        public bool IsAnnotated { get; } = isAnnotated;
    }
}
