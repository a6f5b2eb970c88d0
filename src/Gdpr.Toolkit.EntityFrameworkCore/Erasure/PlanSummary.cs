using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Sums up a detailed plan by property: what happens in how many rows, and why.</summary>
internal static class PlanSummary
{
    /// <summary>Stands for the property where a row without personal data is deleted as a whole.</summary>
    public const string WholeRowProperty = "*";

    public static IReadOnlyList<ErasureDecision> Decisions(DetailedPlan plan, Person person, int keys)
    {
        var decisions = plan.Rows
            .SelectMany(row => row.HasPersonalData
                ? row.Row.Personal.Select(property => Decide(row, property))
                : WholeRow(row))
            .AggregateBy(decision => decision with { Rows = 0 }, 0, (rows, decision) => rows + decision.Rows)
            .Select(sum => sum.Key with { Rows = sum.Value });
        return [.. decisions, .. Key(person, keys)];
    }

    private static ErasureDecision Decide(PlannedRow row, MappedProperty property)
    {
        var decision = new ErasureDecision
        {
            Entity = property.Entity,
            Property = property.Path,
            Category = property.Mark!.Category,
            Action = ErasureAction.DeleteRow,
            Rows = row.Count,
            IsEncrypted = property.IsEncrypted,
            Explanation = "The row holds nothing that must be kept, and is deleted.",
        };
        if (row.Retained.TryGetValue(property, out var reason))
        {
            return decision with
            {
                Action = ErasureAction.Retain,
                RetainedUntil = reason.Until,
                Purpose = reason.Purpose,
                Law = reason.Law,
                Exception = reason.Exception,
                Explanation = Explain(reason),
            };
        }

        return row.IsKept
            ? decision with { Action = ErasureAction.Overwrite, Explanation = "No longer needed; the row stays without it." }
            : decision;
    }

    private static string Explain(RetentionReason reason) => reason switch
    {
        { Purpose: null } => "A legal hold keeps it, and suspends its end.",
        { Until: null } => $"Kept for {reason.Purpose}; the period has not begun.",
        { Exception: RetentionException.MinimumPeriod } => $"Deferred: {reason.Purpose} needs it for a minimum period.",
        _ => $"Kept for {reason.Purpose}.",
    };

    private static IEnumerable<ErasureDecision> WholeRow(PlannedRow row)
        => row.IsKept
            ? []
            :
            [
                new ErasureDecision
                {
                    Entity = row.Row.Mapped.EntityType.ShortName(),
                    Property = WholeRowProperty,
                    Category = null,
                    Action = ErasureAction.DeleteRow,
                    Rows = row.Count,
                    Explanation = row.Row.Mapped.IsJoin
                        ? "Links the person to something else, and is deleted."
                        : "Holds no personal data, but hangs on a row that is deleted.",
                },
            ];

    private static IEnumerable<ErasureDecision> Key(Person person, int keys)
        => keys == 0
            ? []
            :
            [
                new ErasureDecision
                {
                    Entity = person.SubjectType.ShortName(),
                    Property = null,
                    Category = null,
                    Action = ErasureAction.DestroyKey,
                    Rows = keys,
                    Explanation = "Every copy of what the key encrypted becomes unreadable, backups included; what is retained moves to a new key.",
                },
            ];
}
