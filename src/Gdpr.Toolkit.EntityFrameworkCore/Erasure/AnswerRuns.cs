using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Decides about rows that differ in one date, in its order, and asks only as often as the answer changes.</summary>
/// <remarks>
/// The later a date is, the longer it keeps: periods, minimums and maximums all end later when they begin later. So what is the same for
/// two dates is the same for all dates between them.
/// </remarks>
internal static class AnswerRuns
{
    /// <summary>Finds the last of each run for which the same is decided, and what.</summary>
    /// <param name="count">How many dates there are; at least one.</param>
    /// <param name="decide">Decides about the date at an index.</param>
    public static IEnumerable<(int Last, Dictionary<MappedProperty, RetentionReason> Retained)> Of(
        int count, Func<int, Dictionary<MappedProperty, RetentionReason>> decide)
    {
        var (first, last) = (decide(0), decide(count - 1));
        return Between(0, first, count - 1, last, decide).Append((count - 1, last));
    }

    private static IEnumerable<(int Last, Dictionary<MappedProperty, RetentionReason> Retained)> Between(
        int first,
        Dictionary<MappedProperty, RetentionReason> atFirst,
        int last,
        Dictionary<MappedProperty, RetentionReason> atLast,
        Func<int, Dictionary<MappedProperty, RetentionReason>> decide)
    {
        if (first == last || AreSame(atFirst, atLast))
        {
            return [];
        }

        if (last - first == 1)
        {
            return [(first, atFirst)];
        }

        var middle = first + ((last - first) / 2);
        var atMiddle = decide(middle);
        return Between(first, atFirst, middle, atMiddle, decide).Concat(Between(middle, atMiddle, last, atLast, decide));
    }

    private static bool AreSame(Dictionary<MappedProperty, RetentionReason> one, Dictionary<MappedProperty, RetentionReason> other)
        => one.Count == other.Count && one.All(value => other.TryGetValue(value.Key, out var reason) && value.Value.IsSame(reason));
}
