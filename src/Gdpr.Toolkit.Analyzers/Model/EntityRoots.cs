using Gdpr.Toolkit.Analyzers.Settings;
using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Finds the types from which a model starts: sets, configurations, fluent calls and attributes.</summary>
internal sealed class EntityRoots(Compilation compilation, KnownSymbols symbols, EntitySettings settings, EntityModel model, Action<INamedTypeSymbol> addOther)
{
    public void AddFrom(INamespaceSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceSymbol inner)
                AddFrom(inner);
            else if (member is INamedTypeSymbol type)
                AddFrom(type);
        }
    }

    /// <summary>Tells whether an attribute of ours makes a type an entity that nothing else leads to.</summary>
    public static bool IsMarked(INamedTypeSymbol type, KnownSymbols symbols)
    {
        if (!symbols.HasToolkit)
            return false;
        if ((type.FindAttribute(symbols.DataSubject) ?? type.FindAttribute(symbols.NotPersonalData)) is not null)
            return true;
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol property
                && (property.FindAttribute(symbols.PersonalData) ?? property.FindAttribute(symbols.NotPersonalData)) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private void AddFrom(INamedTypeSymbol type)
    {
        foreach (var nested in type.GetTypeMembers())
            AddFrom(nested);
        if (type.TypeKind == TypeKind.Interface && symbols.DbSet is not null)
            AddSets(type);
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
            return;

        if (symbols.DbContext is { } context && type.IsOrDerivesFrom(context))
        {
            AddSets(type);
            FluentCalls.Read(type, compilation, model.Add, model.Fluent);
        }

        AddConfigured(type);
        if (type.IsStatic && HasMapping(type))
            FluentCalls.Read(type, compilation, model.Add, model.Fluent);
        if (type.FindAttribute(symbols.OwnedAttribute) is not null || settings.Name(type))
            model.Add(type);
        else
            addOther(type);
    }

    // Constructed base types give the sets of IdentityDbContext<ApplicationUser> too. An interface with sets stands for a context
    // that another project has.
    private void AddSets(INamedTypeSymbol context)
    {
        for (var current = context; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { Type: INamedTypeSymbol { TypeArguments.Length: 1 } set }
                    && SymbolEqualityComparer.Default.Equals(set.OriginalDefinition, symbols.DbSet))
                {
                    model.Add(set.TypeArguments[0]);
                    model.Tables[member.Name] = set.TypeArguments[0];
                    model.Tables[set.TypeArguments[0].Name] = set.TypeArguments[0];
                }
            }
        }
    }

    private void AddConfigured(INamedTypeSymbol type)
    {
        if (symbols.EntityTypeConfiguration is null)
            return;
        foreach (var implemented in type.AllInterfaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, symbols.EntityTypeConfiguration))
                continue;
            model.Add(implemented.TypeArguments[0]);
            FluentCalls.Read(type, compilation, model.Add, model.Fluent);
        }
    }

    // Extension methods that map entities: static void MapCustomer(this ModelBuilder builder).
    private bool HasMapping(INamedTypeSymbol type)
    {
        if (!symbols.HasEntityFramework)
            return false;
        foreach (var member in type.GetMembers())
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
                continue;
            foreach (var parameter in method.Parameters)
            {
                if (parameter.Type is INamedTypeSymbol { Name: "ModelBuilder" or "EntityTypeBuilder" or "OwnedNavigationBuilder" or "ComplexPropertyBuilder" })
                    return true;
            }
        }

        return false;
    }
}
