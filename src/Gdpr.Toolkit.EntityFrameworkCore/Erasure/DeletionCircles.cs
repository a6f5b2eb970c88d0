using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Rows that refer to each other in a circle, such as a book and its first chapter: neither can be deleted before the other.</summary>
internal static class DeletionCircles
{
    private const string Annotation = "Gdpr:DeletionCircles";

    /// <summary>Takes the optional links off such rows, so that they can be deleted. The links by which they are the person's stay.</summary>
    /// <param name="context">The context that tracks the rows, in the transaction that will delete them.</param>
    /// <param name="deleted">The rows that are going to be deleted.</param>
    /// <param name="cancellationToken">Cancels the saving.</param>
    public static async Task BreakAsync(DbContext context, IEnumerable<PersonRow> deleted, CancellationToken cancellationToken)
    {
        if (!CanOccurIn(context.Model))
        {
            return;
        }

        var rows = deleted.ToLookup(row => row.Entity, row => row.Mapped.Path.Hops is [var way, ..] ? way : null, ReferenceEqualityComparer.Instance);
        var broken = InCircles(Links([.. rows.Select(row => context.Entry(row.Key!))]))
            .Where(link => !link.ForeignKey.IsRequired && !rows[link.Dependent.Entity].Contains(link.ForeignKey))
            .ToList();
        foreach (var (dependent, foreignKey, _) in broken)
        {
            foreach (var property in foreignKey.Properties.Where(property => property.IsNullable))
            {
                dependent.Property(property).CurrentValue = null;
            }
        }

        if (broken.Count > 0)
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves the links between rows that cannot be deleted one after the other: those that nothing refers to any more go first, and so on.</summary>
    private static IEnumerable<Link> InCircles(List<Link> links)
    {
        var byDependent = links.ToLookup(link => link.Dependent.Entity, ReferenceEqualityComparer.Instance);
        var referring = links.CountBy(link => link.Principal.Entity, ReferenceEqualityComparer.Instance).ToDictionary(ReferenceEqualityComparer.Instance);
        var free = new Queue<object>(byDependent.Select(row => row.Key!).Where(row => !referring.ContainsKey(row)));
        var gone = new HashSet<object>(ReferenceEqualityComparer.Instance);
        while (free.TryDequeue(out var row))
        {
            gone.Add(row);
            foreach (var principal in byDependent[row].Select(link => link.Principal.Entity).Where(principal => --referring[principal] == 0))
            {
                free.Enqueue(principal);
            }
        }

        return links.Where(link => !gone.Contains(link.Dependent.Entity));
    }

    private static List<Link> Links(IReadOnlyList<EntityEntry> rows)
    {
        var byKey = new Dictionary<(IKey, string), EntityEntry>();
        foreach (var (row, key) in rows.SelectMany(row => row.Metadata.GetKeys().Select(key => (row, key))))
        {
            byKey[(key, Text(row, key.Properties)!)] = row;
        }

        return
        [
            .. from row in rows
               from foreignKey in row.Metadata.GetForeignKeys()
               let values = Text(row, foreignKey.Properties)
               where values is not null
               let principal = byKey.GetValueOrDefault((foreignKey.PrincipalKey, values))
               where principal is not null && principal.Entity != row.Entity
               select new Link(row, foreignKey, principal),
        ];
    }

    private static string? Text(EntityEntry row, IEnumerable<IProperty> properties)
        => properties.Select(property => row.Property(property).CurrentValue).ToList() is var values && values.Contains(null)
            ? null
            : ValueText.Of(values);

    private static bool CanOccurIn(IModel model)
        => (bool)model.GetOrAddRuntimeAnnotationValue(Annotation, static model => (object)Compute(model!), model);

    private static bool Compute(IModel model)
        => model.GetEntityTypes().SelectMany(type => type.GetDeclaredForeignKeys()).Any(foreignKey =>
            !foreignKey.IsRequired && LeadsTo(foreignKey.PrincipalEntityType.GetRootType(), foreignKey.DeclaringEntityType.GetRootType(), []));

    private static bool LeadsTo(IReadOnlyEntityType from, IReadOnlyEntityType to, HashSet<IReadOnlyEntityType> seen)
        => from == to || (seen.Add(from) && from.GetDerivedTypesInclusive()
            .SelectMany(type => type.GetDeclaredForeignKeys())
            .Any(foreignKey => LeadsTo(foreignKey.PrincipalEntityType.GetRootType(), to, seen)));

    private sealed record Link(EntityEntry Dependent, IForeignKey ForeignKey, EntityEntry Principal);
}
