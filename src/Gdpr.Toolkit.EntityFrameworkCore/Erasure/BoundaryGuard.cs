using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Refuses an erasure whose destroyed key would make rows unreadable that lie behind a boundary, where it must not reach.</summary>
internal static class BoundaryGuard
{
    /// <exception cref="InvalidOperationException">There are such rows.</exception>
    public static async Task RequireNothingBeyondAsync(Person person, IReadOnlyCollection<IRowsOfPerson> rows, CancellationToken cancellationToken)
    {
        if (!person.Entities.Any(HasBoundary))
        {
            return;
        }

        var reader = new PersonRowReader(person.Context, tracking: false);
        foreach (var mapped in person.Entities.Where(HasEncryptedRows))
        {
            var beyond = await reader.CountEverywhereAsync(mapped, person.Key, cancellationToken).ConfigureAwait(false)
                - rows.Where(row => row.Mapped == mapped).Sum(row => row.Count);
            if (beyond > 0)
            {
                throw new BeyondBoundaryException(
                    $"{beyond} rows of '{mapped.EntityType.ShortName()}' lead to this person from another tenant, or from behind a query filter that is a boundary, "
                    + "and hold values under the person's key. Erasing the person would make them unreadable there, so nothing is planned. "
                    + "Correct the tenant of these rows, or delete them, and plan again.");
            }
        }
    }

    private static bool HasBoundary(MappedEntity mapped)
        => mapped.TenantProperty is not null || mapped.Filters.Any(filter => filter.Kind != QueryFilterKind.Visibility);

    private static bool HasEncryptedRows(MappedEntity mapped)
        => mapped is { IsReadOnly: false, IsSubject: false } && mapped.Personal.Any(property => property.IsEncrypted);
}
