using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Purposes;

/// <summary>What can be wrong with the retention of a purpose, each with the way out.</summary>
internal static class RetentionRules
{
    public static IEnumerable<string> Violations(string whom, PurposeRule rule)
    {
        if (rule.Retention is not { } retention)
        {
            yield break;
        }

        if (retention.From is null && retention.Criteria is null)
        {
            yield return $"{whom} says something about retention but not for how long. Add .RetainFor(…) or .RetainUntil(…); "
                + "where no period can be given, say how the end is decided: .WithCriteria(\"…\").";
        }

        if (retention.From is null && retention.Phases.Count > 0)
        {
            yield return $"{whom} has .Then(…) but no phase before it. Begin with .RetainFor(…) or .RetainUntil(…).";
        }

        if (retention.From is not null && retention.Criteria is not null)
        {
            yield return $"{whom} has both a period and criteria. Remove .WithCriteria(…), or the period.";
        }

        if (retention.IsRestated)
        {
            yield return $"{whom} says twice from when its period runs. Keep one .RetainFor(…) or .RetainUntil(…), and add phases with .Then(…).";
        }

        if (rule.Basis == LegalBasis.LegalObligation && retention.Ceiling is not null)
        {
            yield return $"{whom} rests on a legal obligation and has a maximum, which would cut short what the law demands. Remove .AtMost(…).";
        }

        if (retention is { Floor: { } floor, Ceiling: { } ceiling } && floor.From == ceiling.From && IsShorter(ceiling.Period, floor.Period))
        {
            yield return $"{whom} keeps data at most {ceiling.Period} and at least {floor.Period} from '{floor.From}'. Make the maximum as long as the minimum, or longer.";
        }
    }

    // P60D is shorter than P2M from some days and not from others: four years hold every such day.
    private static bool IsShorter(RetentionPeriod ceiling, RetentionPeriod floor)
        => Enumerable.Range(new DateOnly(2024, 1, 1).DayNumber, (4 * 365) + 1)
            .Select(DateOnly.FromDayNumber)
            .Any(from => ceiling.LastDay(from) < floor.LastDay(from));
}
