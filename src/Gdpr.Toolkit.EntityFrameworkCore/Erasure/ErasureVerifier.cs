using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Looks, after the commit, for everything that should be gone, and for everything that should be there.</summary>
internal sealed class ErasureVerifier(Person person, GdprRuntime runtime)
{
    public async Task<IReadOnlyList<ErasureEntry>> ObserveAsync(ErasureRun run, CancellationToken cancellationToken)
    {
        var found = (await person.ReadAsync(tracking: false, cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.Identity, StringComparer.Ordinal);
        var planned = run.Plan.Rows
            .SelectMany(row => row.HasPersonalData
                ? row.Row.Personal.Select(property => Observe(row, property, found))
                : WholeRow(row, found))
            .Concat(NewRows(run, found));
        var keys = await ObserveKeysAsync(run, cancellationToken).ConfigureAwait(false);
        return
        [
            .. planned.GroupBy(entry => entry with { Rows = 0 }).Select(group => group.Key with { Rows = group.Count() }),
            .. keys,
        ];
    }

    /// <summary>What a certificate says when nobody could look.</summary>
    public static IReadOnlyList<ErasureEntry> NotObserved(ErasureRun run)
        =>
        [
            .. run.Plan.Rows
                .SelectMany(row => row.Row.Personal.Select(property => Entry(property, FieldErasureOutcome.Failed)))
                .GroupBy(entry => entry)
                .Select(group => group.Key with { Rows = group.Count() }),
        ];

    private static ErasureEntry Observe(PlannedRow planned, MappedProperty property, Dictionary<string, PersonRow> found)
    {
        var entry = Entry(property, FieldErasureOutcome.Failed);
        if (!found.TryGetValue(planned.Row.Identity, out var row))
        {
            return entry with { Outcome = planned.IsKept ? FieldErasureOutcome.Failed : FieldErasureOutcome.Erased };
        }

        if (planned.Retained.TryGetValue(property, out var reason))
        {
            return row.Texts(property).SequenceEqual(planned.Row.Texts(property), StringComparer.Ordinal)
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

    private static IEnumerable<ErasureEntry> WholeRow(PlannedRow planned, Dictionary<string, PersonRow> found)
        => planned.IsKept
            ? []
            :
            [
                new ErasureEntry
                {
                    Entity = planned.Row.Mapped.EntityType.ShortName(),
                    Property = PlanSummary.WholeRowProperty,
                    Category = null,
                    Outcome = found.ContainsKey(planned.Row.Identity) ? FieldErasureOutcome.Failed : FieldErasureOutcome.Erased,
                    Rows = 1,
                },
            ];

    /// <summary>Rows that were written while the erasure ran belong to the person as well.</summary>
    private static IEnumerable<ErasureEntry> NewRows(ErasureRun run, Dictionary<string, PersonRow> found)
    {
        var planned = run.Plan.Rows.Select(row => row.Row.Identity).ToHashSet(StringComparer.Ordinal);
        return found
            .Where(row => !planned.Contains(row.Key))
            .SelectMany(row => row.Value.Personal.Select(property => Entry(property, FieldErasureOutcome.Failed)));
    }

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
        Rows = 1,
    };
}
