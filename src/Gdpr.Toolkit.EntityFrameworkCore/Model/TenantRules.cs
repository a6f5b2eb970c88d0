using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What keeps the tenants of people and of their rows from being compared.</summary>
internal static class TenantRules
{
    public static IEnumerable<string> Violations(IConventionModel model, SubjectPathFinder finder)
        => model.GetEntityTypes().SelectMany(Several).Concat(model.GetEntityTypes().SelectMany(Misplaced)).Concat(
            from entityType in model.GetEntityTypes()
            from tenant in entityType.GetDeclaredProperties().Where(property => property.IsTenant())
            from path in finder.Candidates(entityType)
            let persons = path.Subject.GetProperties().FirstOrDefault(property => property.IsTenant())
            where persons is not null && Unwrap(persons.ClrType) != Unwrap(tenant.ClrType)
            select $"'{entityType.DisplayName()}.{tenant.Name}' is a tenant of type '{tenant.ClrType.Name}', but the tenant of its '{path.Subject.DisplayName()}' is of type "
                + $"'{persons.ClrType.Name}'. Use one type.");

    private static IEnumerable<string> Several(IConventionEntityType entityType)
    {
        var tenants = entityType.GetProperties().Where(property => property.IsTenant()).Select(property => property.Name).ToList();
        if (tenants.Count > 1 && entityType.GetDeclaredProperties().Any(property => property.IsTenant()))
        {
            yield return $"'{entityType.DisplayName()}' has several tenants ({string.Join(", ", tenants)}). A row belongs to one: mark one property.";
        }
    }

    private static IEnumerable<string> Misplaced(IConventionEntityType entityType)
    {
        foreach (var tenant in entityType.DeclaredProperties().Where(property => property.IsTenant()))
        {
            if (tenant.DeclaringType != entityType || entityType.IsOwned())
            {
                yield return $"'{tenant.DeclaringType.DisplayName()}.{tenant.Name}' is a tenant in an owned or complex type, where nothing would be kept apart by it. "
                    + "Declare it in the entity itself.";
            }
            else if (tenant.PersonalData() is not null)
            {
                yield return $"'{tenant.DeclaringType.DisplayName()}.{tenant.Name}' is a tenant and personal data, which an erasure would overwrite. "
                    + "Use a tenant that says nothing about a person.";
            }
        }
    }

    private static Type Unwrap(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
