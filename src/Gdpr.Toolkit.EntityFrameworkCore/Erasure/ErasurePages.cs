using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Carries out what is planned for groups of rows, in the context's transaction, and holds no more than a page of rows at a time.</summary>
internal sealed class ErasurePages(Person person, DetailedPlan plan, ErasedValues searched, RowErasure erasure)
{
    private readonly PersonRowReader _reader = new(person.Context, tracking: true);
    private readonly PagedRows _done = new();

    /// <exception cref="StaleErasurePlanException">There is a row that none of the groups has counted.</exception>
    public async Task<PagedRows> RunAsync(CancellationToken cancellationToken)
    {
        var tenant = TenantCondition.Of(plan.Rows.Select(row => row.Row).OfType<PersonRow>());
        foreach (var entity in plan.Groups.GroupBy(group => group.Row.Mapped))
        {
            var groups = new PlannedGroups(entity.Key, GroupColumns.Of(entity.Key, person)!, entity);
            await RunAsync(entity.Key, groups, tenant, cancellationToken).ConfigureAwait(false);
        }

        return _done;
    }

    private async Task RunAsync(MappedEntity mapped, PlannedGroups groups, TenantCondition? tenant, CancellationToken cancellationToken)
    {
        var key = mapped.EntityType.FindPrimaryKey()!.Properties;
        IReadOnlyList<object>? after = null;
        do
        {
            person.Context.ChangeTracker.Clear();
            var page = await _reader.ReadPageAsync(mapped, person.Key, tenant, after, PlanReader.PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
            {
                var planned = groups.Find(row);
                _done.Note(row, planned);
                searched.Add(row, planned);
                erasure.Apply(row, planned);
            }

            after = page.Count == PlanReader.PageSize ? [.. page[^1].KeyValues(key).Select(value => value!)] : null;
            await person.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        while (after is not null);
    }
}
