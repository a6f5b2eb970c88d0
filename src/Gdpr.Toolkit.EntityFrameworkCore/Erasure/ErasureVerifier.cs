using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Looks, after the commit, for everything that should be gone, and for everything that should be there.</summary>
internal sealed class ErasureVerifier(Person person, GdprRuntime runtime)
{
    private readonly PersonRowReader _reader = new(person.Context, tracking: false);

    public async Task<IReadOnlyList<ErasureEntry>> ObserveAsync(ErasureRun run, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<ErasureEntry, int>();
        var tenant = await ObserveRowsAsync(run, entries, cancellationToken).ConfigureAwait(false);
        await ObservePagesAsync(run, tenant, entries, cancellationToken).ConfigureAwait(false);
        var keys = await ObserveKeysAsync(run, cancellationToken).ConfigureAwait(false);
        return [.. entries.Select(entry => entry.Key with { Rows = entry.Value }), .. keys];
    }

    /// <summary>What a certificate says when nobody could look.</summary>
    public static IReadOnlyList<ErasureEntry> NotObserved(ErasureRun run)
    {
        var entries = new Dictionary<ErasureEntry, int>();
        foreach (var planned in run.Plan.Rows)
        {
            Add(entries, planned.Row.Personal.Select(property => Entry(property, FieldErasureOutcome.Failed)), planned.Count);
        }

        return [.. entries.Select(entry => entry.Key with { Rows = entry.Value })];
    }

    /// <summary>Looks at the rows that were planned one by one.</summary>
    private async Task<TenantCondition?> ObserveRowsAsync(ErasureRun run, Dictionary<ErasureEntry, int> entries, CancellationToken cancellationToken)
    {
        var entities = person.Entities.Except(run.Plan.Groups.Select(group => group.Row.Mapped)).ToList();
        var rows = await _reader.ReadAllAsync(entities, person.Key, cancellationToken).ConfigureAwait(false);
        if (!rows.Exists(row => row.Mapped.IsSubject))
        {
            throw person.NotFound();
        }

        var found = rows.ToDictionary(row => row.Identity, StringComparer.Ordinal);
        foreach (var (before, planned) in run.Plan.OneByOne)
        {
            found.Remove(before.Identity, out var row);
            Add(entries, Observe(planned, row, property => row!.Texts(property).SequenceEqual(before.Texts(property), StringComparer.Ordinal)), rows: 1);
        }

        // Rows that were written while the erasure ran belong to the person as well.
        foreach (var row in found.Values)
        {
            Add(entries, New(row), rows: 1);
        }

        return TenantCondition.Of(rows);
    }

    /// <summary>Looks at the rows that were planned in groups, as they come: none is held.</summary>
    private async Task ObservePagesAsync(
        ErasureRun run, TenantCondition? tenant, Dictionary<ErasureEntry, int> entries, CancellationToken cancellationToken)
    {
        var gone = run.Pages.Count();
        foreach (var mapped in run.Plan.Groups.Select(group => group.Row.Mapped).Distinct())
        {
            await foreach (var row in _reader.StreamAsync(mapped, person.Key, tenant, cancellationToken).ConfigureAwait(false))
            {
                if (run.Pages.Find(RowIdentity.Of(row)) is { } planned)
                {
                    gone[planned]--;
                    Add(entries, Observe(planned, row, run.Pages.Same(row).Contains), rows: 1);
                    continue;
                }

                Add(entries, New(row), rows: 1);
            }
        }

        foreach (var (planned, rows) in gone.Where(rows => rows.Value > 0))
        {
            Add(entries, Observe(planned, found: null, _ => false), rows);
        }
    }

    private static void Add(Dictionary<ErasureEntry, int> sums, IEnumerable<ErasureEntry> entries, int rows)
    {
        foreach (var entry in entries)
        {
            sums[entry] = sums.GetValueOrDefault(entry) + rows;
        }
    }

    private static IEnumerable<ErasureEntry> New(PersonRow row) => row.Personal.Select(property => Entry(property, FieldErasureOutcome.Failed));

    private static IEnumerable<ErasureEntry> Observe(PlannedRow planned, PersonRow? found, Func<MappedProperty, bool> isSame)
        => planned.HasPersonalData
            ? planned.Row.Personal.Select(property => Observe(planned, property, found, isSame))
            : WholeRow(planned, found);

    private static ErasureEntry Observe(PlannedRow planned, MappedProperty property, PersonRow? row, Func<MappedProperty, bool> isSame)
    {
        var entry = Entry(property, FieldErasureOutcome.Failed);
        if (row is null)
        {
            return entry with { Outcome = planned.IsKept ? FieldErasureOutcome.Failed : FieldErasureOutcome.Erased };
        }

        if (planned.Retained.TryGetValue(property, out var reason))
        {
            return isSame(property)
                ? entry with
                {
                    Outcome = FieldErasureOutcome.Retained,
                    RetainedUntil = reason.Until,
                    Purpose = reason.Purpose,
                    Law = reason.Law,
                    Exception = reason.Exception,
                }
                : entry;
        }

        var replacement = ReplacementValue.For(property.Property, property.Mark!);
        var text = property.TextOf(replacement);
        return planned.IsKept && !row.HasTag && row.Texts(property).All(found => found == text)
            ? entry with { Outcome = replacement is null ? FieldErasureOutcome.Erased : FieldErasureOutcome.Overwritten }
            : entry;
    }

    private static IEnumerable<ErasureEntry> WholeRow(PlannedRow planned, PersonRow? found)
        => planned.IsKept
            ? []
            : [Whole(planned.Row.Mapped, found is null ? FieldErasureOutcome.Erased : FieldErasureOutcome.Failed)];

    private async Task<IReadOnlyList<ErasureEntry>> ObserveKeysAsync(ErasureRun run, CancellationToken cancellationToken)
    {
        if (run.Keys.Count == 0)
        {
            return [];
        }

        using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        var gone = keys.Destroyed.Count(row => run.Keys.Contains(Convert.ToHexStringLower(row.Kid)));
        return
        [
            new ErasureEntry
            {
                Entity = person.SubjectType.ShortName(),
                Property = null,
                Category = null,
                Outcome = gone == run.Keys.Count ? FieldErasureOutcome.KeyDestroyed : FieldErasureOutcome.Failed,
                Rows = run.Keys.Count,
            },
        ];
    }

    private static ErasureEntry Entry(MappedProperty property, FieldErasureOutcome outcome) => new()
    {
        Entity = property.Entity,
        Property = property.Path,
        Category = property.Mark!.Category,
        Outcome = outcome,
        Rows = 0,
    };

    private static ErasureEntry Whole(MappedEntity mapped, FieldErasureOutcome outcome) => new()
    {
        Entity = mapped.EntityType.ShortName(),
        Property = PlanSummary.WholeRowProperty,
        Category = null,
        Outcome = outcome,
        Rows = 0,
    };
}
